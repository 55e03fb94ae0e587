package dev.coffer.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.ServletContextResource;

/** Makes the files of stores resources of an application. */
final class StoreResources {
  private static final boolean SERVLETS =
      ClassUtils.isPresent(
              "org.springframework.web.context.support.ServletContextResource",
              StoreResources.class.getClassLoader())
          && ClassUtils.isPresent(
              "jakarta.servlet.ServletContext", StoreResources.class.getClassLoader());

  private StoreResources() {}

  static void install(ConfigurableApplicationContext context) {
    ListableBeanFactory beans = context.getBeanFactory();
    FileStoreProtocol protocol = new FileStoreProtocol(beans);
    context.addProtocolResolver(protocol);
    if (context instanceof GenericApplicationContext generic) {
      // A context resolves patterns itself, but for files and jars alone, unless it is given this.
      generic.setResourceLoader(new FileStorePatternResolver(fallback(generic), beans));
    }
  }

  /** Returns a loader of what is no file of a store, as the context itself loads it. */
  private static DefaultResourceLoader fallback(GenericApplicationContext context) {
    return SERVLETS && context instanceof WebApplicationContext web
        ? new ServletResourceLoader(web)
        : new DefaultResourceLoader(context.getClassLoader());
  }

  /** Finds paths below the root of the web application. */
  private static final class ServletResourceLoader extends DefaultResourceLoader {
    private final WebApplicationContext context;

    ServletResourceLoader(WebApplicationContext context) {
      super(context.getClassLoader());
      this.context = context;
    }

    @Override
    protected Resource getResourceByPath(String path) {
      return context.getServletContext() == null
          ? super.getResourceByPath(path)
          : new ServletContextResource(context.getServletContext(), path);
    }
  }
}
