import java.lang.module.ModuleFinder;

/** Prints the modules of this Java that provide services, one a line. */
public class Providers {
  public static void main(String[] arguments) {
    ModuleFinder.ofSystem().findAll().stream()
        .map(module -> module.descriptor())
        .filter(module -> !module.provides().isEmpty())
        .map(module -> module.name())
        .sorted()
        .forEach(System.out::println);
  }
}
