package io.daplug.autoconfigure.property;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PropertyNameCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertyNameCheckTests {

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					daplug.tabels.orders.hash-key,                              daplug.tabels, tables
					daplug.enabeld,                                             daplug.enabeld, enabled
					daplug.create-table,                                        daplug.create-table, create-tables
					daplug.local.enabeld,                                       daplug.local.enabeld, enabled
					daplug.local.prot,                                          daplug.local.prot, port
					daplug.sns.enbled,                                          daplug.sns.enbled, enabled
					daplug.sns.queue-capacty,                                   daplug.sns.queue-capacty, queue-capacity
					daplug.listeners.max-atempts,                               daplug.listeners.max-atempts, max-attempts
					daplug.listeners.backoff.initail,                           daplug.listeners.backoff.initail, initial
					daplug.tables.orders.hask-key,                              daplug.tables.orders.hask-key, hash-key
					daplug.tables.orders.hashkeyy,                              daplug.tables.orders.hashkeyy, hash-key
					daplug.tables.order-lines.idempotency.key,                  daplug.tables.order-lines.idempotency, idempotence
					daplug.tables.order-lines.idempotence.strategie,            daplug.tables.order-lines.idempotence.strategie, strategy
					daplug.tables.orders.sns.topicarm,                          daplug.tables.orders.sns.topicarm, topic-arn
					daplug.tables.orders.sns.attribute.source,                  daplug.tables.orders.sns.attribute, attributes
					daplug.tables.orders.indices.by-status.hash-key,            daplug.tables.orders.indices, indexes
					daplug.tables.order-lines.indexes.by-status.range-keys,     daplug.tables.order-lines.indexes.by-status.range-keys, range-key
					daplug.mirrors.my-copy.destinations,                        daplug.mirrors.my-copy.destinations, destination
					daplug.mirror.copy.source,                                  daplug.mirror, mirrors
					daplug.tables.orders.partition-key,                         daplug.tables.orders.partition-key, hash-key
					daplug.tables.orders.sortKey,                               daplug.tables.orders.sortKey, range-key
					daplug.tables.orders.gsis.by-status.hash-key,               daplug.tables.orders.gsis, indexes
					daplug.tables.orders.topic-arn,                             daplug.tables.orders.topic-arn, sns.topic-arn
					daplug.tables.orders.strategy,                              daplug.tables.orders.strategy, idempotence.strategy
					daplug.tables.orders.indexes.by-status.pk,                  daplug.tables.orders.indexes.by-status.pk, hash-key
					daplug.mirrors.copy.to,                                     daplug.mirrors.copy.to, destination
					daplug.max-attempts,                                        daplug.max-attempts, listeners.max-attempts
					""")
	void refusesANameThatIsProbablyMeantToBeAnother(String property, String misspelt, String meant) {
		String parent = misspelt.substring(0, misspelt.lastIndexOf('.'));
		assertThatExceptionOfType(DaplugConfigurationException.class).isThrownBy(() -> check(property))
			.withMessage("Property '%s': is not known; did you mean '%s'?".formatted(misspelt, meant))
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("Rename it to '%s.%s', or remove it.".formatted(parent, meant)));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			daplug.region,   spring.cloud.aws.region.static
			daplug.endpoint, spring.cloud.aws.dynamodb.endpoint
			daplug.credentials.access-key, spring.cloud.aws.credentials.access-key
			""")
	void namesWhatSpringCloudAwsReads(String property, String other) {
		assertThatExceptionOfType(DaplugConfigurationException.class).isThrownBy(() -> check(property))
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Set '%s' instead.".formatted(other)));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			DAPLUG_LOCAL_ENABELD,              daplug.local.enabeld
			DAPLUG_TABLES_ORDERS_HASH_KEYY,    daplug.tables.orders.hash-keyy
			DAPLUG_SNS_QUEUE_CAPACTY,          daplug.sns.queue-capacty
			""")
	void refusesAMisspeltVariable(String variable, String property) {
		assertThatExceptionOfType(DaplugConfigurationException.class)
			.isThrownBy(() -> check(variables(Map.of(variable, "3"))))
			.withMessageStartingWith("Property '%s': is not known".formatted(property));
	}

	@ParameterizedTest
	@CsvSource({ "daplug.listeners.maxAttempts", "daplug.listeners.max_attempts", "daplug.listeners.MAX-ATTEMPTS",
			"daplug.tables.orders.sns.attributes.hask-key", "daplug.mirrors.copy.constants.a.b", "daplug.schema[0]",
			"daplug.tables.orders.indexes.by-status.hash-key[1]", "daplug.tables.[Orders EU].name" })
	void knowsRelaxedNamesAndThoseThatAreTheApplications(String property, CapturedOutput output) {
		assertThatNoException().isThrownBy(() -> check(property));
		assertThat(output).doesNotContain("is not known");
	}

	@Test
	void warnsOfNamesThatAreLikeNoOther(CapturedOutput output) {
		assertThatNoException().isThrownBy(() -> check("daplug.listeners.something-else"));
		assertThat(output).contains("WARN")
			.contains("Property 'daplug.listeners.something-else' is not known and does nothing; known below "
					+ "'daplug.listeners' are [concurrency, ");
	}

	@Test
	void leavesVariablesAloneThatAreLikeNoOther(CapturedOutput output) {
		assertThatNoException().isThrownBy(() -> check(variables(Map.of("DAPLUG_PORT", "tcp://10.0.0.1:80",
				"DAPLUG_SERVICE_HOST", "10.0.0.1", "DAPLUG_PORT_80_TCP_ADDR", "10.0.0.1", "DAPLUG_VERSION", "1.0"))));
		assertThat(output).doesNotContain("DAPLUG").doesNotContain("not known");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					daplug.tables[0].hash-key              | daplug.tables                        | is a list
					daplug.mirrors[0].source               | daplug.mirrors                       | is a list
					daplug.tables.orders.indexes[0].name   | daplug.tables.orders.indexes         | is a list
					daplug.tables.orders[0].hash-key       | daplug.tables.orders                 | is a list
					daplug.tables.orders.idempotence[0]    | daplug.tables.orders.idempotence     | is a list
					daplug.tables                          | daplug.tables                        | is '3', but holds entries
					daplug.tables.orders                   | daplug.tables.orders                 | is '3', but holds the properties
					daplug.tables.orders.idempotence       | daplug.tables.orders.idempotence     | is '3', but holds the properties
					daplug.tables.orders.sns               | daplug.tables.orders.sns             | is '3', but holds the properties
					daplug.tables.orders.indexes.by-status | daplug.tables.orders.indexes.by-status | is '3', but holds the properties
					daplug.listeners.backoff               | daplug.listeners.backoff             | is '3', but holds the properties
					daplug.tables.orders.hash-key.name     | daplug.tables.orders.hash-key        | has properties of its own
					""")
	void refusesWhatHasAnotherShape(String property, String wrong, String problem) {
		assertThatExceptionOfType(DaplugConfigurationException.class).isThrownBy(() -> check(property))
			.withMessageStartingWith("Property '%s': %s".formatted(wrong, problem));
	}

	private static void check(String property) {
		check(new MapPropertySource("test", Map.of(property, "3")));
	}

	private static PropertySource<?> variables(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
	}

	private static void check(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		// The build's own switches begin with "daplug." too.
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		environment.getPropertySources().addFirst(source);
		new PropertyNameCheck(PropertyBinder.of(environment), environment).check();
	}

}
