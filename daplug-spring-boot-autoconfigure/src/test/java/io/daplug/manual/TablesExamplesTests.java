package io.daplug.manual;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.Throughput;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.admin.TableDifference;
import io.daplug.table.admin.TableProgress;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of tables that are declared, created and checked.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/tables.yml", "daplug.local.enabled=true" })
class TablesExamplesTests {

	private final List<TableProgress> seen = new CopyOnWriteArrayList<>();

	@Autowired
	private TableAdministrator administrator;

	@Autowired
	private DaplugTemplate shipments;

	@Test
	void createsTheDeclaredTable() {
		TableDescription table = this.administrator.describe(this.shipments.table()).orElseThrow();
		assertThat(table.localSecondaryIndexes()).singleElement()
			.satisfies((index) -> assertThat(index.indexName()).isEqualTo("by-weight"));
		assertThat(table.globalSecondaryIndexes()).singleElement()
			.satisfies((index) -> assertThat(index.projection().nonKeyAttributes()).containsExactlyInAnyOrder("status",
					"weight"));
		assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
		assertThat(this.administrator.checkShape(this.shipments.table())).isEmpty();
		this.shipments.insert(Map.of("carrier", "c", "shipmentId", "s", "weight", 3, "customerId", "k", "sentAt", "t"));
		assertThat(this.shipments.query((query) -> query.index("by-weight").hashKey("c")).list()).hasSize(1);
	}

	@Test
	void declaresATableInCode() {
		// tag::table-definition
		TableDefinition parcels = TableDefinition.named("parcels")
			.tableName("parcels-eu")
			.hashKey("carrier")
			.rangeKey("parcelId")
			.index(IndexDefinition.of("by-customer", "customerId", "sentAt")
				.with(IndexProjection.include("status", "weight"))
				.with(Throughput.provisioned(5, 2)))
			.index(IndexDefinition.local("by-weight", KeyAttribute.number("weight")))
			.throughput(Throughput.provisioned(10, 5))
			.streamView(StreamViewType.NEW_AND_OLD_IMAGES)
			.tag("team", "logistics")
			.build();
		// end::table-definition
		TableAdministrator administrator = this.administrator;
		// tag::administrate
		administrator.create(parcels);
		TableStatus status = administrator.status(parcels).orElseThrow();
		List<TableDifference> differences = administrator.checkShape(parcels);
		administrator.delete(parcels);
		administrator.awaitGone(parcels, (options) -> options.timeout(Duration.ofMinutes(2)).onProgress(this::show));
		// end::administrate
		assertThat(status).isEqualTo(TableStatus.ACTIVE);
		assertThat(differences).isEmpty();
		assertThat(administrator.status(parcels)).isEmpty();
		assertThat(this.seen).isNotEmpty();
	}

	private void show(TableProgress progress) {
		this.seen.add(progress);
	}

}
