package io.daplug.stream.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.Announcement;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the stream of a table tells the changes that the table's template announces.
 */
class WrittenRecordsIntegrationTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final DynamoDbStreamsClient streams = streams();

	private final TableDefinition table = TableDefinition.named("users")
		.tableName(LocalDynamoDb.createTable((request) -> LocalDynamoDb.textKeys("id", null)
			.andThen((keys) -> keys.streamSpecification(
					(stream) -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
			.accept(request)))
		.hashKey("id")
		.hashPrefix("user#")
		.unique("mail")
		.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER))
		.itemType(User.class)
		.build();

	private final List<ItemChange<?>> announced = new CopyOnWriteArrayList<>();

	private final DaplugTemplate users = DaplugTemplate.builder(LocalDynamoDb.client(), this.table)
		.converter(CONVERTER)
		.publisher((announcements) -> announcements.stream().map(Announcement::change).forEach(this.announced::add))
		.build();

	record User(String id, String mail, int logins, long version) {

	}

	@AfterEach
	void close() {
		this.streams.close();
	}

	@Test
	void tellsWhatTheTemplateAnnounces() {
		this.users.insert(new User("ann", "ann@example.com", 0, 0));
		this.users.insert(new User("bob", "bob@example.com", 0, 0));
		this.users.update(ItemKey.of("ann"), Map.of("mail", "ann@example.org"));
		this.users.change(ItemKey.of("bob"), (change) -> change.add("logins", 1));
		this.users.delete(ItemKey.of("ann"));
		List<ItemChange<?>> read = read();
		assertThat(read).hasSameSizeAs(this.announced).hasSize(5);
		for (int index = 0; index < read.size(); index++) {
			ItemChange<?> change = read.get(index);
			ItemChange<?> expected = this.announced.get(index);
			assertThat(change).hasSameClassAs(expected);
			assertThat(change.identity()).isEqualTo(expected.identity());
			assertThat(change.key()).isEqualTo(expected.key());
			assertThat(change.oldImage()).isEqualTo(expected.oldImage());
			assertThat(change.newImage()).isEqualTo(expected.newImage());
			assertThat(change.lastImage().item().type()).isEqualTo(expected.lastImage().item().type());
			assertThat(change.origin().version()).isEqualTo(expected.origin().version());
			assertThat(change.origin().schema()).isEqualTo(expected.origin().schema());
		}
		assertThat(read).extracting((change) -> change.origin().sequence()).isSorted().doesNotHaveDuplicates();
		assertThat(read).extracting(ItemChange::changeId).doesNotHaveDuplicates();
	}

	@Test
	void tellsNothingOfAWriteThatOnlyDrewAToken() {
		this.users.insert(new User("cid", "cid@example.com", 0, 0));
		LocalDynamoDb.client()
			.updateItem((update) -> update.tableName(this.table.tableName())
				.key(Map.of("id", AttributeValue.fromS("user#cid")))
				.updateExpression("SET #token = :token")
				.expressionAttributeNames(Map.of("#token", "_write"))
				.expressionAttributeValues(Map.of(":token", AttributeValue.fromS("another"))));
		this.users.delete(ItemKey.of("cid"));
		List<ItemChange<?>> read = await().until(this::read,
				(changes) -> changes.stream().anyMatch(ItemRemoved.class::isInstance));
		assertThat(read).as("the reader has passed the record between them").hasSize(2);
		assertThat(read.get(0)).isInstanceOf(ItemInserted.class);
	}

	private List<ItemChange<?>> read() {
		StreamChangeReader reader = new StreamChangeReader(this.table, CONVERTER);
		String arn = LocalDynamoDb.client()
			.describeTable((describe) -> describe.tableName(this.table.tableName()))
			.table()
			.latestStreamArn();
		String label = StreamArn.of(arn).orElseThrow().label();
		List<ItemChange<?>> changes = new ArrayList<>();
		this.streams.describeStream((describe) -> describe.streamArn(arn))
			.streamDescription()
			.shards()
			.forEach((shard) -> {
				String iterator = this.streams
					.getShardIterator((request) -> request.streamArn(arn)
						.shardId(shard.shardId())
						.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
					.shardIterator();
				this.streams.getRecords((request) -> request.shardIterator(iterator))
					.records()
					.stream()
					.map((record) -> reader.read(record, label))
					.flatMap(Optional::stream)
					.forEach(changes::add);
			});
		return changes;
	}

	private static DynamoDbStreamsClient streams() {
		DynamoDbStreamsClientBuilder builder = DynamoDbStreamsClient.builder().region(Region.US_EAST_1);
		LocalDynamoDb.server().configure(builder);
		return builder.build();
	}

}
