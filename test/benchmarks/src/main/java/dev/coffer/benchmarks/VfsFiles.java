package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.commons.vfs2.CacheStrategy;
import org.apache.commons.vfs2.FileContent;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.Selectors;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.local.DefaultLocalFileProvider;

/** commons-vfs2, set to look at a file again each time, as all others do. */
final class VfsFiles implements SmallFiles {
  private final DefaultFileSystemManager manager = new DefaultFileSystemManager();
  private final FileObject root;

  VfsFiles(Path root) throws FileSystemException {
    manager.addProvider("file", new DefaultLocalFileProvider());
    manager.setCacheStrategy(CacheStrategy.ON_RESOLVE);
    manager.init();
    this.root = manager.toFileObject(root.toFile());
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    try (FileObject file = root.resolveFile(path);
        OutputStream out = file.getContent().getOutputStream()) {
      out.write(bytes);
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    try (FileObject file = root.resolveFile(path);
        FileContent content = file.getContent()) {
      return content.getByteArray();
    }
  }

  @Override
  public long size(String path) throws IOException {
    try (FileObject file = root.resolveFile(path);
        FileContent content = file.getContent()) {
      return content.getSize();
    }
  }

  @Override
  public int list(String directory) throws IOException {
    int count = 0;
    try (FileObject folder = root.resolveFile(directory)) {
      for (FileObject child : folder.getChildren()) {
        count += child.getType() == FileType.IMAGINARY ? 0 : 1;
      }
    }
    return count;
  }

  @Override
  public long walk(String directory) throws IOException {
    long total = 0;
    try (FileObject folder = root.resolveFile(directory)) {
      for (FileObject file : folder.findFiles(Selectors.SELECT_FILES)) {
        total += file.getContent().getSize();
      }
    }
    return total;
  }

  @Override
  public void close() {
    manager.close();
  }
}
