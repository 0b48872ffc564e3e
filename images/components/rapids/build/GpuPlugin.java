package org.sparkimages;

import com.nvidia.spark.SQLPlugin;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The RAPIDS plugin where its executors have GPUs, nothing otherwise: without one the plugin ends its executor.
 *
 * <p>The driver decides, by the configuration that the application ended up with, and its executors are told. In
 * local mode it looks for a device; elsewhere the executors must ask for GPUs (spark.executor.resource.gpu.amount).
 * spark.plugins=com.nvidia.spark.SQLPlugin is the plugin itself, whatever is found.
 */
public class GpuPlugin implements SparkPlugin {
  private static final Logger LOG = LoggerFactory.getLogger(GpuPlugin.class);
  private static final String ON = "sparkimages.gpu";

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  /** Why the plugin is left out; null where it is not. */
  private static String reason(SparkConf conf) {
    if (conf.get("spark.rapids.sql.mode", "").equalsIgnoreCase("explainOnly")) {
      return null;
    }
    if (conf.get("spark.master", "").startsWith("local")) {
      return hasDevice() ? null : "No NVIDIA GPU in this container (docker run --gpus all shows it those of its host)";
    }
    return conf.getInt("spark.executor.resource.gpu.amount", 0) > 0
        ? null
        : "The executors ask for no GPU (spark.executor.resource.gpu.amount is not set)";
  }

  private static boolean hasDevice() {
    // WSL 2 has its GPUs behind dxg.
    String[] devices = new File("/dev").list((folder, name) -> name.matches("nvidia[0-9]+|dxg"));
    return devices != null && devices.length > 0;
  }

  private static final class Driver implements DriverPlugin {
    private DriverPlugin plugin = new DriverPlugin() {};

    @Override
    public Map<String, String> init(SparkContext context, PluginContext pluginContext) {
      String reason = reason(pluginContext.conf());
      if (reason != null) {
        LOG.warn(
            "{}: Spark runs on the CPU, without the RAPIDS plugin. spark.plugins=com.nvidia.spark.SQLPlugin loads it"
                + " in any case; spark.rapids.sql.mode=explainOnly with spark.rapids.sql.explain=ALL logs what would"
                + " run on a GPU.",
            reason);
        return Map.of();
      }
      if (!hasDevice()) {
        // Older releases look for the architecture of a GPU in explainOnly mode, too.
        pluginContext.conf().setIfMissing("spark.rapids.skipGpuArchitectureCheck", "true");
      }
      NativeLibraries.share(pluginContext.conf());
      plugin = new SQLPlugin().driverPlugin();
      Map<String, String> settings = new HashMap<>(plugin.init(context, pluginContext));
      settings.put(ON, "true");
      return settings;
    }

    @Override
    public void registerMetrics(String application, PluginContext pluginContext) {
      plugin.registerMetrics(application, pluginContext);
    }

    @Override
    public Object receive(Object message) throws Exception {
      return plugin.receive(message);
    }

    @Override
    public void shutdown() {
      plugin.shutdown();
    }
  }

  private static final class Executor implements ExecutorPlugin {
    private ExecutorPlugin plugin = new ExecutorPlugin() {};

    @Override
    public void init(PluginContext pluginContext, Map<String, String> settings) {
      if (settings.containsKey(ON)) {
        NativeLibraries.share(pluginContext.conf());
        plugin = new SQLPlugin().executorPlugin();
        plugin.init(pluginContext, settings);
      }
    }

    @Override
    public void shutdown() {
      plugin.shutdown();
    }

    @Override
    public void onTaskStart() {
      plugin.onTaskStart();
    }

    @Override
    public void onTaskSucceeded() {
      plugin.onTaskSucceeded();
    }

    @Override
    public void onTaskFailed(TaskFailedReason reason) {
      plugin.onTaskFailed(reason);
    }
  }
}
