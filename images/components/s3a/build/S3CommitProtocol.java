package org.sparkimages;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import scala.Option;

/**
 * How Spark commits files: in S3 with the committer that fs.s3a.committer.name says, elsewhere as ever.
 *
 * <p>Where single partitions are overwritten, files go to a folder of their own first, in S3 too: no committer of S3 can
 * do that. The PathOutputCommitProtocol of spark-hadoop-cloud adds such rows to those that are there.
 */
public final class S3CommitProtocol extends SQLHadoopMapReduceCommitProtocol {
  private static final String SCHEME = "s3a";

  private final String destination;
  private final boolean isClassic;
  private transient PathOutputCommitter committer;

  public S3CommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
    super(jobId, path, dynamicPartitionOverwrite);
    destination = path;
    boolean isInS3 = path != null && SCHEME.equals(new Path(path).toUri().getScheme());
    isClassic = dynamicPartitionOverwrite || !isInS3;
  }

  @Override
  public OutputCommitter setupCommitter(TaskAttemptContext context) {
    if (isClassic) {
      // Otherwise formats that ask Hadoop for a committer would get that of S3.
      Configuration conf = context.getConfiguration();
      conf.set(PathOutputCommitterFactory.COMMITTER_FACTORY_CLASS, FileOutputCommitterFactory.class.getName());
      return super.setupCommitter(context);
    }
    try {
      committer = new S3ACommitterFactory().createOutputCommitter(new Path(destination), context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return committer;
  }

  @Override
  public String newTaskTempFile(TaskAttemptContext context, Option<String> folder, FileNameSpec spec) {
    if (isClassic) {
      return super.newTaskTempFile(context, folder, spec);
    }
    try {
      Path work = committer.getWorkPath();
      Path parent = folder.isDefined() ? new Path(work, folder.get()) : work;
      return new Path(parent, getFilename(context, spec)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
