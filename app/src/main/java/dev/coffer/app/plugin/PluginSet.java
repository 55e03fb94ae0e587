package dev.coffer.app.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of this process. Their classes are found by the context class loader of the thread
 * that installed them, and of the threads that it starts.
 */
public final class PluginSet implements AutoCloseable {
  private final Map<String, String> unusable = new LinkedHashMap<>();
  private final List<PluginJar> jars = new ArrayList<>();
  private final ClassLoader before;
  private Map<Path, List<InstalledProvider>> providers = Map.of();
  private @Nullable URLClassLoader loader;

  private PluginSet(ClassLoader before) {
    this.before = before;
  }

  /**
   * Makes the plug-ins of a path available to this thread; what does not work is left out.
   *
   * @param path where they are
   * @return the plug-ins; closing it undoes the installation
   */
  public static PluginSet install(PluginPath path) {
    PluginSet plugins = new PluginSet(Thread.currentThread().getContextClassLoader());
    for (String jar : path.jars()) {
      plugins.read(jar);
    }
    if (!plugins.jars.isEmpty()) {
      plugins.load();
    }
    return plugins;
  }

  private void read(String name) {
    try {
      jars.add(PluginJar.read(name));
    } catch (UnusableJarException e) {
      unusable.put(name, String.valueOf(e.getMessage()));
    }
  }

  /** A jar that is left out may be needed by another one, so the rest is checked again. */
  private void load() {
    List<InstalledProvider> builtIn = builtIn();
    while (loader == null && !jars.isEmpty()) {
      URLClassLoader tried = new URLClassLoader("plug-ins", urls(), before);
      PluginCheck check = new PluginCheck(tried, builtIn);
      if (jars.removeIf(jar -> !isUsable(jar, check))) {
        close(tried);
      } else {
        loader = tried;
        providers = check.providers();
        Thread.currentThread().setContextClassLoader(tried);
      }
    }
  }

  /**
   * Returns the providers of the command line itself.
   *
   * @return the providers, those of stores first
   */
  public List<InstalledProvider> builtIn() {
    ClassLoader current = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(before);
    try {
      return BuiltInProviders.find();
    } finally {
      Thread.currentThread().setContextClassLoader(current);
    }
  }

  private boolean isUsable(PluginJar jar, PluginCheck check) {
    try {
      check.add(jar);
      return true;
    } catch (UnusableJarException e) {
      unusable.put(jar.file().toString(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private URL[] urls() {
    try {
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).file().toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e); // file: is known everywhere
    }
  }

  /**
   * Returns the jars that are in use and what each provides.
   *
   * @return the jars in the order of the path; a library provides nothing
   */
  public Map<Path, List<InstalledProvider>> providers() {
    return providers;
  }

  /**
   * Returns the jars that are left out.
   *
   * @return the reason of each, by the name of the jar
   */
  public Map<String, String> unusable() {
    return unusable;
  }

  /** Frees the jars; must be called by the thread that installed them. */
  @Override
  public void close() {
    if (loader != null) {
      Thread.currentThread().setContextClassLoader(before);
      close(loader);
    }
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      // Only read from.
    }
  }
}
