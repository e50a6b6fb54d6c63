package io.daplug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages look only down: the plan of the house. A package without a place in it fails
 * too.
 */
@AnalyzeClasses(packages = "io.daplug", importOptions = DoNotIncludeTests.class)
class PackageLayersTests {

	private static final String STRATEGIES = "io.daplug.[key|schema|merge|idempotence|expression|dynamodb|filter|id|capacity|cache|customize|tenant|version]..";

	private static final String FEATURE_WIRING = "io.daplug.autoconfigure.[stream|mirror|singletable|sns|local|health|metrics|actuate|web]..";

	private static final String CONTRACTS = "io.daplug.[event|table|guard]..";

	/**
	 * Packages that hold what does the work of the package above them. They are no part
	 * of the API and left out of the Javadoc.
	 */
	private static final Map<String, List<String>> MACHINE_ROOMS = Map.of("schema",
			List.of("document", "format", "pattern", "plan", "compile", "judge"), "template",
			List.of("batching", "cache", "claim", "clear", "context", "change", "read", "rewrite", "shaping", "write",
					"transaction", "upgrade"),
			"mirror", List.of("backfill", "move", "operation", "scan", "store", "verify"));

	@ArchTest
	static final ArchRule packagesLookOnlyDown = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("floor")
		.definedBy("io.daplug", "io.daplug.text..")
		.layer("items")
		.definedBy("io.daplug.item..")
		.layer("tasks")
		.definedBy("io.daplug.task..")
		.layer("strategies")
		.definedBy(STRATEGIES)
		.layer("contracts")
		.definedBy(CONTRACTS)
		.layer("queue")
		.definedBy("io.daplug.queue..")
		.layer("template")
		.definedBy("io.daplug.template..")
		.layer("features")
		.definedBy("io.daplug.local..")
		.layer("consumers")
		.definedBy("io.daplug.stream..")
		.layer("operation")
		.definedBy("io.daplug.[metrics|health|actuate|web]..")
		.layer("mirror")
		.definedBy("io.daplug.mirror..")
		.layer("single table")
		.definedBy("io.daplug.singletable..")
		.layer("sns")
		.definedBy("io.daplug.sns..")
		.layer("test support")
		.definedBy("io.daplug.test..")
		.layer("top")
		.definedBy("io.daplug.autoconfigure..")
		.whereLayer("floor")
		.mayNotAccessAnyLayer()
		.whereLayer("items")
		.mayOnlyAccessLayers("floor")
		.whereLayer("tasks")
		.mayOnlyAccessLayers("floor")
		.whereLayer("strategies")
		.mayOnlyAccessLayers("floor", "items")
		.whereLayer("contracts")
		.mayOnlyAccessLayers("floor", "items", "strategies")
		.whereLayer("queue")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts")
		.whereLayer("template")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts")
		.whereLayer("features")
		.mayOnlyAccessLayers("floor")
		.whereLayer("consumers")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts", "queue")
		.whereLayer("operation")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts", "template", "features", "consumers",
				"mirror")
		.whereLayer("mirror")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts", "template")
		.whereLayer("single table")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts", "template")
		.whereLayer("sns")
		.mayOnlyAccessLayers("floor", "items", "tasks", "strategies", "contracts", "queue")
		.whereLayer("test support")
		.mayOnlyAccessLayers("floor", "items", "strategies", "contracts", "template", "features")
		.whereLayer("test support")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("top")
		.mayNotBeAccessedByAnyLayer()
		.ensureAllClassesAreContainedInArchitecture();

	@ArchTest
	static final ArchRule testFrameworksAreKnownToTestSupportAlone = noClasses().that()
		.resideOutsideOfPackage("io.daplug.test..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.junit..", "org.assertj..", "org.springframework.test..",
				"org.springframework.boot.test..");

	@ArchTest
	static final ArchRule swaggerParserIsKnownToTheJudgeAlone = noClasses().that()
		.resideOutsideOfPackage("io.daplug.schema.judge")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.swagger..", "com.fasterxml.jackson.databind..");

	@ArchTest
	static final ArchRule theKinesisClientLibraryIsKnownToItsOwnPackagesAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.stream.kcl..", "io.daplug.autoconfigure.stream.kcl..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("software.amazon.kinesis..", "com.amazonaws.services.dynamodbv2..",
				"software.amazon.awssdk.services.kinesis..", "software.amazon.awssdk.services.cloudwatch..");

	@ArchTest
	static final ArchRule theWebIsKnownToItsOwnPackagesAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.web..", "io.daplug.autoconfigure.web..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.http..", "org.springframework.web..", "jakarta.servlet..");

	@ArchTest
	static final ArchRule theActuatorIsKnownToItsOwnPackagesAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.actuate..", "io.daplug.autoconfigure.actuate..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot.actuate..");

	@ArchTest
	static final ArchRule theWebKnowsNeitherServletsNorReactiveTypes = noClasses().that()
		.resideInAPackage("io.daplug.web..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "reactor..", "org.reactivestreams..");

	@ArchTest
	static final ArchRule lambdaIsKnownToItsOwnPackagesAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.stream.lambda..", "io.daplug.autoconfigure.stream.lambda..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.amazonaws.services.lambda..", "org.crac..");

	@ArchTest
	static final ArchRule caffeineIsKnownToCachesAndMetersAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.cache", "io.daplug.metrics")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.github.benmanes..");

	@ArchTest
	static final ArchRule makersOfIdsAreKnownToIdsAlone = noClasses().that()
		.resideOutsideOfPackage("io.daplug.id")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.github.f4b6a3..");

	@ArchTest
	static final ArchRule constraintsAreKnownToSingleTablesAlone = noClasses().that()
		.resideOutsideOfPackages("io.daplug.singletable", "io.daplug.autoconfigure.singletable")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("jakarta.validation..");

	@ArchTest
	static void machineRoomsAreUsedByTheirOwnFaceAlone(JavaClasses classes) {
		MACHINE_ROOMS.forEach((face,
				rooms) -> rooms.forEach((room) -> classes().that()
					.resideInAPackage("io.daplug.%s.%s..".formatted(face, room))
					.should()
					.onlyHaveDependentClassesThat()
					.resideInAnyPackage("io.daplug.%s..".formatted(face), "io.daplug.autoconfigure..")
					.check(classes)));
	}

	@ArchTest
	static void machineRoomsAreLeftOutOfTheJavadoc(JavaClasses classes) throws IOException {
		List<String> excluded = excludedFromJavadoc();
		MACHINE_ROOMS.forEach((face, rooms) -> assertThat(excluded)
			.contains(rooms.stream().map((room) -> "io.daplug.%s.%s".formatted(face, room)).toArray(String[]::new)));
	}

	/** What is public is a promise; most types should be free to change. */
	@ArchTest
	static void fewTypesAreApi(JavaClasses classes) throws IOException {
		List<String> internal = excludedFromJavadoc();
		List<JavaClass> types = classes.stream().filter((type) -> !type.isAnonymousClass()).toList();
		List<JavaClass> api = types.stream()
			.filter((type) -> isPublic(type) && !internal.contains(type.getPackageName()))
			.toList();
		assertThat(api).hasSizeBetween(1, types.size() * 40 / 100);
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(PackageLayersTests::isPublic).orElse(true);
	}

	private static List<String> excludedFromJavadoc() throws IOException {
		String excluded = Files.readString(Path.of("..", "pom.xml"))
			.replaceAll("(?s).*<excludePackageNames>(.*)</excludePackageNames>.*", "$1");
		return List.of(excluded.strip().split(":\\s*"));
	}

	@ArchTest
	static final ArchRule noTangles = slices().matching("(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule whatAllWiringSharesKnowsNoFeature = noClasses().that()
		.resideInAPackage("io.daplug.autoconfigure.property..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.daplug.autoconfigure", FEATURE_WIRING);

	@ArchTest
	static final ArchRule wiringOfTablesKnowsNoFeature = noClasses().that()
		.resideInAPackage("io.daplug.autoconfigure")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(FEATURE_WIRING);

	@ArchTest
	static final ArchRule strategiesAreStrangers = slices().matching(
			"io.daplug.(key|schema|merge|idempotence|expression|dynamodb|filter|capacity|cache|customize|tenant|version)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule contractsAreStrangers = slices().matching("io.daplug.(event|table|guard)..")
		.should()
		.notDependOnEachOther();

}
