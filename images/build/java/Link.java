import java.lang.reflect.Field;
import java.util.spi.ToolProvider;
import sun.misc.Unsafe;

/**
 * Runs jlink so that it makes the same files each time.
 *
 * <p>Its plugin system-modules writes tables in the order in which it finds modules in immutable sets, and each JVM
 * draws that order by chance when it starts (java.util.ImmutableCollections). Here all have one. Such a set is
 * searched without it, so those that were made before are as good.
 */
public class Link {
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Field instance = Unsafe.class.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    Unsafe unsafe = (Unsafe) instance.get(null);
    Class<?> collections = Class.forName("java.util.ImmutableCollections");
    Field salt = collections.getDeclaredField("SALT32L");
    Field reverse = collections.getDeclaredField("REVERSE");
    unsafe.putLong(unsafe.staticFieldBase(salt), unsafe.staticFieldOffset(salt), 0);
    unsafe.putBoolean(unsafe.staticFieldBase(reverse), unsafe.staticFieldOffset(reverse), false);
    System.exit(ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, arguments));
  }
}
