package io.daplug.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexKind;
import io.daplug.table.IndexProjection;
import io.daplug.table.IndexSettings;
import io.daplug.table.KeyAttribute;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableSettings;
import io.daplug.table.Throughput;
import io.daplug.table.ThroughputUnits;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests what {@link DaplugAutoConfiguration} makes of what is declared of tables for
 * DynamoDB.
 */
class TableSettingsConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean("client", DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.range-key=line");

	@Test
	void bindsTheSettingsOfATable() {
		assertThat(table("throughput.provisioned.read=5", "throughput.provisioned.write=3",
				"throughput.warm.read=12000", "stream.view-type=new-and-old-images", "deletion-protection=true",
				"tags.team=shop", "tags.[cost.center]=42", "table-class=standard-infrequent-access")
			.settings())
			.isEqualTo(new TableSettings(Throughput.provisioned(5, 3).warm(new ThroughputUnits(12000L, null)),
					StreamViewType.NEW_AND_OLD_IMAGES, true, Map.of("team", "shop", "cost.center", "42"),
					TableClass.STANDARD_INFREQUENT_ACCESS));
	}

	@Test
	void bindsWhatIsBilledOnDemand() {
		assertThat(table("billing=on-demand", "throughput.maximum.read=100", "throughput.maximum.write=50").settings()
			.throughput()).isEqualTo(Throughput.onDemand().maximum(new ThroughputUnits(100L, 50L)));
		assertThat(table().settings()).isEqualTo(new TableSettings(Throughput.UNDECLARED, null, false, Map.of(), null));
	}

	@Test
	void givesATableAStreamWhoseChangesComeFromIt() {
		assertThat(table().streamSource()).isEqualTo(StreamSource.APPLICATION);
		TableDefinition kcl = table("stream.source=kcl");
		assertThat(kcl.streamSource()).isEqualTo(StreamSource.KCL);
		assertThat(kcl.settings().streamView()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
		TableDefinition lambda = table("stream.source=lambda", "stream.view-type=new-image");
		assertThat(lambda.streamSource()).isEqualTo(StreamSource.LAMBDA);
		assertThat(lambda.settings().streamView()).isEqualTo(StreamViewType.NEW_IMAGE);
		assertThat(table("stream.source=application").settings().streamView()).isNull();
	}

	@Test
	void bindsGlobalIndexes() {
		assertThat(table("throughput.provisioned.read=5", "throughput.provisioned.write=3",
				"indexes.by-customer.hash-key=customer", "indexes.by-customer.projection=include",
				"indexes.by-customer.attributes=status,total", "indexes.by-customer.throughput.provisioned.read=2",
				"indexes.by-customer.throughput.provisioned.write=1")
			.indexes())
			.containsOnly(Map.entry("by-customer",
					IndexDefinition.of("by-customer", "customer", null)
						.with(IndexProjection.include("status", "total"))
						.with(Throughput.provisioned(2, 1))));
	}

	@Test
	void bindsLocalIndexesWithOrWithoutTheHashKeyOfTheTable() {
		IndexDefinition index = new IndexDefinition("by-size", List.of(KeyAttribute.text("id")),
				List.of(KeyAttribute.number("size")),
				new IndexSettings(IndexKind.LOCAL, IndexProjection.KEYS_ONLY, Throughput.UNDECLARED));
		String[] properties = { "indexes.by-size.type=local", "indexes.by-size.range-key=size",
				"indexes.by-size.range-key-type=number", "indexes.by-size.projection=keys-only" };
		assertThat(table(properties).indexes()).containsOnly(Map.entry("by-size", index));
		assertThat(table(Stream.concat(Arrays.stream(properties), Stream.of("indexes.by-size.hash-key=id"))
			.toArray(String[]::new)).indexes()).containsOnly(Map.entry("by-size", index));
	}

	@Test
	void takesAnIndexThatShowsWhichItemsHaveExpired() {
		TableDefinition table = table("time-to-live.attribute=expires", "time-to-live.after=1d",
				"time-to-live.hide-expired=true", "indexes.by-customer.hash-key=customer",
				"indexes.by-customer.projection=include", "indexes.by-customer.attributes=expires");
		assertThat(table.timeToLive())
			.isEqualTo(TimeToLiveDefinition.on("expires").after(Duration.ofDays(1)).hidingExpired());
	}

	@Test
	void hasAnAdministratorUnlessTheApplicationHas() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TableAdministrator.class));
		TableAdministrator mine = new TableAdministrator(mock(DynamoDbClient.class));
		this.runner.withBean(TableAdministrator.class, () -> mine)
			.run((context) -> assertThat(context.getBean(TableAdministrator.class)).isSameAs(mine));
	}

	private TableDefinition table(String... properties) {
		TableDefinition[] table = new TableDefinition[1];
		this.runner.withPropertyValues(
				Arrays.stream(properties).map((property) -> "daplug.tables.orders." + property).toArray(String[]::new))
			.run((context) -> table[0] = context.getBean(DaplugTemplate.class).table());
		return table[0];
	}

}
