package io.github.plimsoll.suites;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.plimsoll.suites");

    @Test
    void controls_see_annotations_subjects_and_assertions_and_no_client() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.plimsoll.suites..",
                        "io.github.plimsoll.control..",
                        "io.github.plimsoll.fact..",
                        "io.github.plimsoll.policy..",
                        "org.assertj.core..",
                        "org.junit.jupiter.api..",
                        "org.jspecify..",
                        "java..")
                .check(OURS);
    }

    @Test
    void assumptions_are_those_of_junit() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.assertj.core.api.Assumptions")
                .because(
                        "AssertJ makes a class at run time for each type it assumes something of, which takes longer than"
                                + " all else a control does; and what JUnit's assumptions are told is a sentence for the report")
                .check(OURS);
    }

    @Test
    void nothing_static_changes() {
        fields().that().areStatic().should().beFinal().check(OURS);
    }
}
