package io.github.plimsoll;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The arrows of the house, and who alone may import what. */
class ArchitectureTests {

    private static final String ROOT = "io.github.plimsoll.";

    private static final String[] PLATFORMS = {
        ROOT + "fact.docker..", ROOT + "fact.kubernetes..", ROOT + "target.docker..", ROOT + "target.kubernetes.."
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.plimsoll");

    @Test
    void arrows_point_one_way() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("junit")
                .definedBy(ROOT + "junit..")
                .layer("audit")
                .definedBy(ROOT + "audit..")
                .layer("report")
                .definedBy(ROOT + "report..")
                .layer("target")
                .definedBy(ROOT + "target..")
                .layer("judge")
                .definedBy(ROOT + "judge..")
                .layer("waiver")
                .definedBy(ROOT + "waiver..")
                .layer("policy")
                .definedBy(ROOT + "policy..")
                .layer("catalogue")
                .definedBy(ROOT + "catalogue..")
                .layer("attack")
                .definedBy(ROOT + "attack..")
                .layer("proof")
                .definedBy(ROOT + "proof..")
                .whereLayer("junit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("audit")
                .mayOnlyBeAccessedByLayers("junit")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("audit")
                .whereLayer("target")
                .mayOnlyBeAccessedByLayers("junit", "audit", "report", "proof")
                .whereLayer("judge")
                .mayOnlyBeAccessedByLayers("junit", "audit", "report", "proof")
                .whereLayer("waiver")
                .mayOnlyBeAccessedByLayers("audit", "judge", "proof")
                .whereLayer("policy")
                .mayOnlyBeAccessedByLayers("audit", "judge", "proof")
                .whereLayer("attack")
                .mayOnlyBeAccessedByLayers("audit", "judge", "report")
                .whereLayer("proof")
                .mayNotBeAccessedByAnyLayer()
                .check(OURS);
    }

    @Test
    void facts_need_nothing_but_the_jdk_and_jackson() {
        classes()
                .that()
                .resideInAPackage(ROOT + "fact..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "fact..", "java..", "javax..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void controls_are_annotated_with_nothing_but_junit() {
        classes()
                .that()
                .resideInAPackage(ROOT + "control..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage(ROOT + "control..")
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.junit.jupiter.api.."))
                        .or(resideInAPackage("org.jspecify.."))
                        .or(simpleName("PlimsollExtension"))
                        .or(simpleName("ControlNames")))
                .because("an annotation has to name the extension that gives it meaning, and knows nothing else of us")
                .check(OURS);
    }

    @Test
    void the_core_knows_no_platform() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "attack..",
                        ROOT + "fact.attack..",
                        ROOT + "control..",
                        ROOT + "catalogue..",
                        ROOT + "judge..",
                        ROOT + "waiver..",
                        ROOT + "policy..",
                        ROOT + "audit..",
                        ROOT + "report..",
                        ROOT + "junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLATFORMS)
                .check(OURS);
    }

    @Test
    void images_are_judged_alike_wherever_they_run() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "fact.image..", ROOT + "target.image..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PLATFORMS)
                .check(OURS);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "fact.kubernetes..", ROOT + "target.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "fact.docker..", ROOT + "target.docker..")
                .check(OURS);
    }

    @Test
    void one_package_speaks_to_docker() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "target.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(OURS);
    }

    @Test
    void one_package_speaks_to_kubernetes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "target.kubernetes..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(OURS);
    }

    @Test
    void one_package_speaks_tls_by_hand_and_knows_no_platform() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "target.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle.tls..")
                .check(OURS);
        classes()
                .that()
                .resideInAPackage(ROOT + "target.probe..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "target.probe..",
                        ROOT + "fact",
                        "org.bouncycastle..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "java..",
                        "javax..")
                .check(OURS);
    }

    @Test
    void one_package_speaks_to_allure() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "report.allure..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.qameta.allure..")
                .check(OURS);
    }

    @Test
    void the_judge_is_free_of_junit() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "judge..",
                        ROOT + "waiver..",
                        ROOT + "policy..",
                        ROOT + "audit..",
                        ROOT + "fact..",
                        ROOT + "target..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(OURS);
    }

    @Test
    void nothing_static_changes() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .notHaveModifier(JavaModifier.VOLATILE)
                .check(OURS);
    }
}
