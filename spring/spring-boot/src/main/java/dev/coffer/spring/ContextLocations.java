package dev.coffer.spring;

import java.util.Collection;
import java.util.function.Function;
import org.springframework.boot.web.context.reactive.GenericReactiveWebApplicationContext;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.ServletContextResource;

/**
 * Locations that are no files of a store, as the context itself resolves them: by the protocol
 * resolvers that it has then, and paths below the root of a web application.
 */
final class ContextLocations extends DefaultResourceLoader {
  private static final boolean SERVLETS =
      isPresent("org.springframework.web.context.support.ServletContextResource")
          && isPresent("jakarta.servlet.ServletContext");

  private final GenericApplicationContext context;
  private final Function<String, Resource> paths;

  ContextLocations(GenericApplicationContext context) {
    super(context.getClassLoader());
    this.context = context;
    this.paths = paths(context);
  }

  private static boolean isPresent(String type) {
    return ClassUtils.isPresent(type, ContextLocations.class.getClassLoader());
  }

  private Function<String, Resource> paths(GenericApplicationContext context) {
    if (context instanceof ReactiveWebApplicationContext) {
      return new GenericReactiveWebApplicationContext()::getResource; // finds nothing by a path
    }
    return SERVLETS && context instanceof WebApplicationContext
        ? ServletPaths.of(context, super::getResourceByPath)
        : super::getResourceByPath;
  }

  @Override
  public Collection<ProtocolResolver> getProtocolResolvers() {
    return context.getProtocolResolvers();
  }

  @Override
  protected Resource getResourceByPath(String path) {
    return paths.apply(path);
  }

  /** Needs the classes of servlets. */
  private static final class ServletPaths {
    static Function<String, Resource> of(
        GenericApplicationContext context, Function<String, Resource> others) {
      WebApplicationContext web = (WebApplicationContext) context;
      return path ->
          web.getServletContext() == null
              ? others.apply(path)
              : new ServletContextResource(web.getServletContext(), path);
    }
  }
}
