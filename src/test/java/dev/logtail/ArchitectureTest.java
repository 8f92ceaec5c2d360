package dev.logtail;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import picocli.CommandLine.Command;

/** The dependency table of .github/ARCHITECTURE.md, checked. A package without a row fails. */
@AnalyzeClasses(packages = "dev.logtail", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int LINES_OF_A_COMMAND = 80;

  private static final String ROOT = "dev.logtail";

  /** Package to the packages that it may import, besides itself. */
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("cli.help", List.of("model")),
          entry("config", List.of("model")),
          entry("model", List.of()),
          entry("runtime", List.of()),
          entry("wire", List.of("model")),
          entry(
              "pipeline",
              List.of(
                  "model",
                  "runtime",
                  "pipeline.access",
                  "pipeline.discovery",
                  "pipeline.transport",
                  "pipeline.dialect",
                  "pipeline.order",
                  "pipeline.filter",
                  "pipeline.store")),
          entry("pipeline.access", List.of("model")),
          entry(
              "pipeline.discovery",
              List.of(
                  "model",
                  "runtime",
                  "wire",
                  "pipeline.access",
                  "pipeline.proxy",
                  "pipeline.dialect")),
          entry("pipeline.proxy", List.of("model", "runtime", "pipeline.access")),
          entry(
              "pipeline.transport",
              List.of("model", "runtime", "pipeline.access", "pipeline.proxy")),
          entry("pipeline.dialect", List.of("model", "wire")),
          entry("pipeline.order", List.of("model", "runtime")),
          entry("pipeline.alert", List.of("model", "pipeline.filter")),
          entry("pipeline.filter", List.of("model", "wire")),
          entry("pipeline.state", List.of("model", "wire", "pipeline.order")),
          entry("pipeline.store", List.of("model", "runtime", "pipeline.filter")),
          entry("view.style", List.of("model")),
          entry("view.terminal", List.of()),
          entry("view.template", List.of("model", "wire", "view.style")),
          entry("view.line", List.of("model", "view.style", "view.terminal", "view.template")),
          entry(
              "view.tui",
              List.of(
                  "model",
                  "runtime",
                  "wire",
                  "view.style",
                  "view.terminal",
                  "pipeline.filter",
                  "pipeline.store")),
          entry("view.stats", List.of("model", "wire", "view.style")),
          entry("view.export", List.of("model", "wire", "view.style", "view.template")),
          entry(
              "view.alert",
              List.of(
                  "model",
                  "runtime",
                  "wire",
                  "pipeline.access",
                  "pipeline.proxy",
                  "view.style",
                  "view.export")),
          entry(
              "tool.debug",
              List.of(
                  "model",
                  "runtime",
                  "wire",
                  "pipeline.access",
                  "pipeline.proxy",
                  "pipeline.transport",
                  "view.style",
                  "view.terminal",
                  "view.line")),
          entry(
              "tool.probe",
              List.of(
                  "model",
                  "runtime",
                  "wire",
                  "pipeline.access",
                  "pipeline.proxy",
                  "pipeline.discovery",
                  "pipeline.dialect",
                  "pipeline.transport",
                  "view.style")),
          entry("server", List.of("model", "runtime", "wire")));

  /** Library to the packages that may use it. */
  private static final Map<String, List<String>> LIBRARY_HOMES =
      Map.ofEntries(
          entry("picocli", List.of("cli", "cli.help")),
          entry("com.fasterxml.jackson", List.of("wire")),
          entry("org.yaml", List.of("config")),
          entry("jakarta.websocket", List.of("pipeline.transport")),
          entry("org.glassfish", List.of("pipeline.transport")),
          entry("java.net.http", List.of("pipeline.discovery", "pipeline.transport", "view.alert")),
          entry("com.google.re2j", List.of("pipeline.filter", "pipeline.discovery")),
          entry("org.eclipse.jetty", List.of("server")),
          entry("org.jline", List.of("view.terminal", "tool.debug")),
          entry("com.googlecode.lanterna", List.of("view.tui")),
          entry("de.siegmar", List.of("view.export")),
          entry("com.github.luben", List.of("view.export")));

  @ArchTest
  static void packages_import_only_what_the_table_allows(JavaClasses logtail) {
    MAY_IMPORT.forEach((name, allowed) -> checkImports(name, allowed, logtail));
  }

  private static void checkImports(String name, List<String> allowed, JavaClasses logtail) {
    String[] reachable =
        Stream.concat(Stream.of(name), allowed.stream())
            .map(ArchitectureTest::exactly)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(exactly(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(reachable).or(not(resideInAPackage(ROOT + ".."))))
        .as("'" + name + "' imports only " + allowed)
        .check(logtail);
  }

  @ArchTest
  static void nobody_but_main_imports_cli(JavaClasses logtail) {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, exactly("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(exactly("cli"))
        .check(logtail);
  }

  @ArchTest
  static void every_package_has_a_row_and_is_null_marked(JavaClasses logtail) {
    logtail.stream().map(JavaClass::getPackage).distinct().forEach(ArchitectureTest::checkPackage);
  }

  private static void checkPackage(JavaPackage p) {
    String name = p.getName().equals(ROOT) ? "" : p.getName().substring(ROOT.length() + 1);
    assertTrue(
        name.isEmpty() || name.equals("cli") || MAY_IMPORT.containsKey(name),
        () -> "no row for package " + p.getName());
    assertTrue(p.isAnnotatedWith(NullMarked.class), () -> p.getName() + " is not @NullMarked");
  }

  @ArchTest
  static void libraries_stay_at_home(JavaClasses logtail) {
    LIBRARY_HOMES.forEach(
        (library, homes) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    homes.stream().map(ArchitectureTest::exactly).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .as(library + " is used only in " + homes)
                .check(logtail));
  }

  @ArchTest
  static final ArchRule only_main_touches_the_process =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".Main")
          .should(ACCESS_STANDARD_STREAMS)
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule only_runtime_reads_clocks_sleeps_or_makes_threads =
      noClasses()
          .that()
          .resideOutsideOfPackage(exactly("runtime"))
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class, String.class);

  @ArchTest
  static final ArchRule other_programs_are_started_in_one_place =
      noClasses()
          .that()
          .resideOutsideOfPackages(exactly("runtime"), exactly("view.terminal"))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class);

  @ArchTest
  static final ArchRule no_mutable_statics = fields().that().areStatic().should().beFinal();

  /** A command is a form: what does its work belongs elsewhere. */
  @ArchTest
  static void commands_are_forms(JavaClasses logtail) throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (JavaClass type : logtail) {
      if (type.isAnnotatedWith(Command.class) && type.getSimpleName().endsWith("Command")) {
        Path file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        long lines = Files.readAllLines(file).size();
        if (lines > LINES_OF_A_COMMAND) {
          tooLong.add(type.getSimpleName() + " has " + lines);
        }
      }
    }
    assertEquals(List.of(), tooLong);
  }

  /** The table that people read is the table that is checked. */
  @ArchTest
  static void the_written_table_is_this_one(JavaClasses logtail) throws IOException {
    Map<String, String> written =
        Files.readAllLines(Path.of(".github/ARCHITECTURE.md")).stream()
            .filter(line -> line.startsWith("| `") && !line.contains("logtail-"))
            .map(line -> line.split("\\|"))
            .filter(cells -> cells.length == 4)
            .collect(
                Collectors.toMap(
                    cells -> cells[1].strip().replace("`", ""), cells -> sorted(cells[3])));
    Map<String, String> checked =
        MAY_IMPORT.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, row -> sorted(String.join(", ", row.getValue()))));
    assertEquals(checked, written);
  }

  private static String sorted(String list) {
    return Stream.of(list.replace("–", "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String exactly(String name) {
    return ROOT + "." + name;
  }
}
