package io.daplug.autoconfigure.mirror;

import java.util.Map;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorOperations;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Operations on mirrors, as an application has them.
 */
class MirrorOperationsIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(Client.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=order_id",
				"daplug.tables.orders.name=t-" + UUID.randomUUID(), "daplug.tables.archive.hash-key=order_id",
				"daplug.tables.archive.name=t-" + UUID.randomUUID(), "daplug.tables.operations.hash-key=id",
				"daplug.tables.operations.name=t-" + UUID.randomUUID(), "daplug.mirrors.archive.source=orders",
				"daplug.mirrors.archive.destination=archive");

	@Configuration(proxyBeanMethods = false)
	static class Client {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	private static void insertUnmirrored(ApplicationContext context, int id) {
		context.getBean("orders", DaplugTemplate.class)
			.insert(Map.of("order_id", "o" + id), (options) -> options.publish(false));
	}

	@Test
	void keepsTheProgressForTheNextStart() {
		ApplicationContextRunner keeping = this.runner.withPropertyValues("daplug.mirror-operations.table=operations");
		keeping.run((context) -> {
			for (int id = 0; id < 20; id++) {
				insertUnmirrored(context, id);
			}
			MirrorOperations mirrors = context.getBean("daplugMirrors", MirrorOperations.class);
			assertThat(mirrors.mirrors()).containsExactly("archive");
			assertThat(mirrors.progress("archive")).isEmpty();
			mirrors.backfill("archive", (backfill) -> backfill.segments(1).pageSize(1).itemsPerSecond(1));
			LongPatience.await().until(() -> mirrors.progress("archive").orElseThrow().counts().read() > 0);
		});
		keeping.run((context) -> {
			MirrorOperations mirrors = context.getBean(MirrorOperations.class);
			assertThat(mirrors.progress("archive").orElseThrow().state()).isEqualTo(BackfillState.INTERRUPTED);
			assertThat(mirrors.progress("archive").orElseThrow().counts().read()).isBetween(1L, 19L);
			mirrors.cancel("archive");
			mirrors.backfill("archive");
			LongPatience.await()
				.until(() -> mirrors.progress("archive").orElseThrow().state() == BackfillState.COMPLETED);
			assertThat(context.getBean("archive", DaplugTemplate.class).scan((scan) -> {
			}).count()).isEqualTo(20);
		});
	}

	@Test
	void forgetsTheProgressWithoutTable() {
		this.runner.run((context) -> {
			MirrorOperations mirrors = context.getBean(MirrorOperations.class);
			mirrors.backfill("archive");
			LongPatience.await()
				.until(() -> mirrors.progress("archive").orElseThrow().state() == BackfillState.COMPLETED);
		});
		this.runner.run((context) -> assertThatExceptionOfType(InvalidMirrorOperationException.class)
			.isThrownBy(() -> context.getBean(MirrorOperations.class).resume("archive"))
			.withMessageContaining("'daplug.mirror-operations.table'"));
	}

	@Test
	void backsOffBeforeTheApplicationsOwn() {
		MirrorOperations own = mock(MirrorOperations.class);
		this.runner.withBean("own", MirrorOperations.class, () -> own)
			.run((context) -> assertThat(context.getBean(MirrorOperations.class)).isSameAs(own));
	}

}
