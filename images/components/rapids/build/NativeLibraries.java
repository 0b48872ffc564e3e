package org.sparkimages;

import com.nvidia.spark.SQLPlugin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CUDA's libraries, unpacked once for all JVMs that see a folder: 1.5 GB that each would unpack for itself.
 *
 * <p>The folder has one for each release of the plugin, so that images of several releases may share it.
 */
final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
  private static final String KEY = "spark.sparkimages.gpu.nativeDir";
  /** Of ai.rapids.cudf.NativeDepsLoader, which reads it once, when the first class of cudf is used. */
  private static final String PROPERTY = "ai.rapids.cudf.lib-native-dir";

  private NativeLibraries() {}

  /** Has the plugin load its libraries from the folder that is set. Where that can't be, it unpacks them as ever. */
  static void share(SparkConf conf) {
    String folder = conf.get(KEY, "");
    if (folder.isEmpty() || System.getProperty(PROPERTY) != null) {
      return;
    }
    try {
      File jar = new File(SQLPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path libraries = Path.of(folder).resolve(jar.getName().replaceFirst("\\.jar$", ""));
      try (JarFile opened = new JarFile(jar)) {
        if (!knowsProperty(opened)) {
          LOG.warn("{} has no effect: {} unpacks its libraries in each JVM", KEY, jar.getName());
          return;
        }
        unpack(opened, Files.createDirectories(libraries));
      }
      System.setProperty(PROPERTY, libraries.toString());
    } catch (IOException | URISyntaxException failed) {
      LOG.warn("{}={} has no effect: {}", KEY, folder, failed.toString());
    }
  }

  private static boolean knowsProperty(JarFile jar) throws IOException {
    try (InputStream loader = jar.getInputStream(jar.getEntry("ai/rapids/cudf/NativeDepsLoader.class"))) {
      return new String(loader.readAllBytes(), StandardCharsets.ISO_8859_1).contains(PROPERTY);
    }
  }

  /** Unpacks what is not there yet. Of JVMs that begin at once, one does. */
  private static void unpack(JarFile jar, Path folder) throws IOException {
    String inJar = System.getProperty("os.arch") + "/" + System.getProperty("os.name") + "/";
    List<JarEntry> entries =
        jar.stream().filter(entry -> entry.getName().matches(inJar + "[^/]+\\.so")).collect(Collectors.toList());
    if (entries.stream().allMatch(entry -> isThere(entry, target(entry, folder)))) {
      return;
    }
    try (FileChannel channel =
            FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      for (JarEntry entry : entries) {
        Path target = target(entry, folder);
        if (isThere(entry, target)) {
          continue;
        }
        // A JVM that ends in between leaves no library that is only half there.
        Path partial = folder.resolve(target.getFileName() + ".partial");
        try (InputStream packed = jar.getInputStream(entry)) {
          Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static Path target(JarEntry entry, Path folder) {
    return folder.resolve(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
  }

  private static boolean isThere(JarEntry entry, Path target) {
    return target.toFile().length() == entry.getSize();
  }
}
