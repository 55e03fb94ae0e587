package dev.coffer.app.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;

/**
 * Tries whether the providers of jars can be used: one that cannot would make the opening of every
 * store fail.
 */
final class PluginCheck {
  private final ClassLoader loader;
  private final Map<String, String> owners = new HashMap<>();
  private final Map<Path, List<InstalledProvider>> providers = new LinkedHashMap<>();

  PluginCheck(ClassLoader loader, List<InstalledProvider> builtIn) {
    this.loader = loader;
    builtIn.forEach(each -> each.claims().forEach(name -> owners.put(name, "built in")));
  }

  /** Returns what was added, by jar. */
  Map<Path, List<InstalledProvider>> providers() {
    return providers;
  }

  /** Adds the providers of a jar, all or none. */
  void add(PluginJar jar) throws UnusableJarException {
    List<InstalledProvider> found = new ArrayList<>();
    for (Map.Entry<ProviderKind, List<String>> kind : jar.classes().entrySet()) {
      for (String name : kind.getValue()) {
        found.add(load(kind.getKey(), name));
      }
    }
    Set<String> own = new HashSet<>();
    for (InstalledProvider provider : found) {
      requireUnclaimed(provider, own);
    }
    found.forEach(each -> each.claims().forEach(name -> owners.put(name, "in " + jar.file())));
    providers.put(jar.file(), found);
  }

  private void requireUnclaimed(InstalledProvider provider, Set<String> own)
      throws UnusableJarException {
    for (String name : provider.claims()) {
      if (owners.containsKey(name)) {
        throw new UnusableJarException(name + " is " + owners.get(name) + " already");
      }
      if (!own.add(name)) {
        throw new UnusableJarException(name + " is provided by two of its classes");
      }
    }
  }

  private InstalledProvider load(ProviderKind kind, String name) throws UnusableJarException {
    try {
      Class<?> provider = loader.loadClass(name);
      if (!kind.service().isAssignableFrom(provider)) {
        throw new UnusableJarException(name + " is no " + kind.service().getName());
      }
      return ProviderKind.describe(kind, provider.getConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      throw new UnusableJarException("it names the provider " + name + ", which is missing", e);
    } catch (LinkageError | ServiceConfigurationError e) {
      throw new UnusableJarException(name + " does not fit this Coffer or this Java: " + e, e);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new UnusableJarException(name + " cannot be used: " + cause(e), e);
    }
  }

  private static Throwable cause(Exception e) {
    return e.getCause() == null ? e : e.getCause();
  }
}
