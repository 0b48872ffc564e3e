package org.sparkimages;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Iceberg's catalog, with a folder of this machine for tables until a session says where they are to be.
 *
 * <p>The folder is no default among Spark's properties, where a REST or Hive catalog would inherit it. And it
 * counts only where all of Spark runs on one machine: executors elsewhere would write into folders of their own,
 * which the driver does not see and which end with their pods.
 */
public class IcebergCatalog extends SparkCatalog {
  private static final String FOLDER = "file:///tmp/iceberg";

  @Override
  protected Catalog buildIcebergCatalog(String name, CaseInsensitiveStringMap options) {
    return super.buildIcebergCatalog(name, withFolder(name, options));
  }

  private static CaseInsensitiveStringMap withFolder(String name, CaseInsensitiveStringMap options) {
    String type = options.get("type");
    boolean ofFolders = type == null ? options.get("uri") == null : type.equalsIgnoreCase("hadoop");
    if (!ofFolders || options.containsKey("catalog-impl")) {
      return options;
    }
    Map<String, String> all = new HashMap<>(options.asCaseSensitiveMap());
    all.put("type", "hadoop");
    if (!options.containsKey("warehouse")) {
      String master = SparkSession.active().sparkContext().master();
      if (!master.startsWith("local")) {
        throw new IllegalArgumentException(
            String.format(
                "The catalog %1$s has no warehouse that the executors of %2$s share with the driver. Set"
                    + " spark.sql.catalog.%1$s.warehouse to a folder that all of them reach (s3://…, hdfs://…,"
                    + " file:///… of a shared volume), or the keys of another kind of catalog:"
                    + " spark.sql.catalog.%1$s.type=rest with .uri and .warehouse; jdbc, glue and hive work too.",
                name, master));
      }
      all.put("warehouse", FOLDER);
    }
    return new CaseInsensitiveStringMap(all);
  }
}
