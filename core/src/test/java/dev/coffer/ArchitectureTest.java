package dev.coffer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.coffer.memory.InMemoryFileStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which way the arrows of the core point, and what a store may not override. */
@Tag("one-jdk")
final class ArchitectureTest {
  private static final String CORE = "dev.coffer";

  /** Not published, and without any knowledge of Coffer, so that any package may know them. */
  private static final String[] GROUND = {
    "dev.coffer.concurrent", "dev.coffer.io", "dev.coffer.text"
  };

  /** Not published, so that any package but the contract may know it. */
  private static final String PROCESS = "dev.coffer.process";

  /** For the authors of stores and layers, which all siblings are. */
  private static final String SPI = "dev.coffer.spi";

  private static final String CONFIG = "dev.coffer.config..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(CORE);

  private static final ArchRule NO_STORE_OVERRIDES_A_CONVENIENCE =
      classes().that().areAssignableTo(FileStore.class).should(overrideNoConvenience());

  @Test
  void theClassesAreFound() {
    assertThat(CLASSES.contain(FileStore.class)).isTrue();
    assertThat(CLASSES.contain(InMemoryFileStore.class)).isTrue();
    assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void theContractKnowsNoPackageThatKnowsFiles() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(CORE + ".*..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(GROUND)))
        .check(CLASSES);
  }

  @Test
  void whatEveryPackageMayKnowKnowsNone() {
    for (String ground : GROUND) {
      noClasses()
          .that()
          .resideInAPackage(ground)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage(CORE + "..")
                  .and(JavaClass.Predicates.resideOutsideOfPackages(GROUND)))
          .check(CLASSES);
    }
  }

  @Test
  void onlyConfigurationKnowsItsSiblings() {
    Set<String> siblings =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(CORE + "."))
            .collect(Collectors.toSet());
    siblings.remove(CORE + ".config");
    assertThat(siblings).contains(CORE + ".memory");
    for (String sibling : siblings) {
      noClasses()
          .that()
          .resideInAPackage(sibling)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage(CORE + ".*..")
                  .and(JavaClass.Predicates.resideOutsideOfPackages(sibling, PROCESS, SPI))
                  .and(JavaClass.Predicates.resideOutsideOfPackages(GROUND)))
          .check(CLASSES);
    }
  }

  @Test
  void nobodyKnowsConfiguration() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONFIG)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONFIG)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(CORE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noStoreOverridesAConvenience() {
    NO_STORE_OVERRIDES_A_CONVENIENCE.check(CLASSES);
  }

  @Test
  void aStoreThatOverridesAConvenienceIsCaught() {
    JavaClasses bad = new ClassFileImporter().importClasses(QuickExists.class);
    assertThatThrownBy(() -> NO_STORE_OVERRIDES_A_CONVENIENCE.check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exists(java.lang.String)");
  }

  @Test
  void classesAreNamedAfterWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")
        .orShould()
        .haveNameMatching(".*\\.(Default|Abstract|Base)[^.]*")
        .check(CLASSES);
  }

  /** Before JDK 24 a virtual thread that waits so keeps its carrier from all others. */
  @Test
  void nobodyWaitsForAMonitor() {
    noClasses()
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(
                    HasOwner.Predicates.With.owner(JavaClass.Predicates.type(Object.class)))
                .and(JavaCall.Predicates.target(HasName.Predicates.name("wait"))))
        .check(CLASSES);
  }

  @Test
  void nothingReadsSerialisedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.io.ObjectInputStream.class)
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> overrideNoConvenience() {
    Set<String> conveniences =
        Arrays.stream(FileStore.class.getDeclaredMethods())
            .filter(Method::isDefault)
            .filter(method -> !method.getName().equals("unwrap"))
            .map(ArchitectureTest::signature)
            .collect(Collectors.toSet());
    return new ArchCondition<>("override no convenience of FileStore") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
          boolean overrides =
              !type.isEquivalentTo(FileStore.class) && conveniences.contains(signature(method));
          if (overrides) {
            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
          }
        }
      }
    };
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  private static String signature(JavaMethod method) {
    return method.getRawParameterTypes().stream()
        .map(JavaClass::getName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  /** A store that goes around its own primitives. */
  static final class QuickExists extends ForwardingFileStore {
    QuickExists(FileStore delegate) {
      super(delegate);
    }

    @Override
    public boolean exists(String path) {
      return true;
    }
  }
}
