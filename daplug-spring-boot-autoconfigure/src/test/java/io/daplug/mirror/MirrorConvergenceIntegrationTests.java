package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.mirror.MirrorHistory.Keying;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that guarded mirrors converge on a real server, over some hundreds of generated
 * histories, and that the table in memory on which thousands are tried does what the
 * server does.
 */
class MirrorConvergenceIntegrationTests {

	private static final TableDefinition DESTINATION = TableDefinition.named("copies")
		.tableName("t-" + UUID.randomUUID())
		.hashKey("run")
		.rangeKey("place")
		.guardedCopies(true)
		.build();

	private static final DaplugTemplate TEMPLATE = template();

	private static DaplugTemplate template() {
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(DESTINATION);
		return DaplugTemplate.builder(LocalDynamoDb.client(), DESTINATION).converter(Destination.CONVERTER).build();
	}

	@Provide
	Arbitrary<MirrorHistory> moving() {
		return MirrorHistories.of(Keying.MOVING, 16);
	}

	@Provide
	Arbitrary<MirrorHistory> fixed() {
		return MirrorHistories.of(Keying.FIXED, 12);
	}

	@Provide
	Arbitrary<MirrorDelivery> deliveries() {
		return MirrorHistories.deliveries();
	}

	@Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
	void convergesWhereKeysOfCopiesChange(@ForAll("moving") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		String run = UUID.randomUUID().toString();
		delivery.to(MirrorConvergenceTests.mirror(TEMPLATE, MirrorGuard.SEQUENCE,
				new MirrorHistory.Transform(Keying.MOVING, run)), history);
		assertThat(MirrorHistory.seen(TEMPLATE.query((query) -> query.hashKey(run).consistentRead(true)).list()))
			.isEqualTo(history.projection());
	}

	@Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
	void convergesWithoutOldImagesWhereKeysOfCopiesAreMadeOfKeys(@ForAll("fixed") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		String run = UUID.randomUUID().toString();
		delivery.to(MirrorConvergenceTests.mirror(TEMPLATE, MirrorGuard.SEQUENCE,
				new MirrorHistory.Transform(Keying.FIXED, run)), history);
		assertThat(MirrorHistory.seen(TEMPLATE.query((query) -> query.hashKey(run).consistentRead(true)).list()))
			.isEqualTo(history.projection());
	}

	/**
	 * A write of a table in memory and of one of the server.
	 *
	 * @param place the item's key
	 * @param sequence its sequence; 0 for none
	 * @param kind how it is written
	 */
	record Request(int place, int sequence, Kind kind) {

	}

	enum Kind {

		IF_OLDER, ALWAYS, DELETE, LOOK

	}

	@Provide
	Arbitrary<List<Request>> requests() {
		return Combinators
			.combine(Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 12),
					Arbitraries.of(Kind.IF_OLDER, Kind.IF_OLDER, Kind.ALWAYS, Kind.DELETE, Kind.LOOK))
			.as(Request::new)
			.list()
			.ofMaxSize(25);
	}

	@Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
	void theTableInMemoryDoesWhatTheServerDoes(@ForAll("requests") List<Request> requests) {
		MemoryTable memory = new MemoryTable(List.of("run", "place"), (request) -> MemoryTable.Fault.NONE);
		String run = UUID.randomUUID().toString();
		for (Request request : requests) {
			assertThat(outcome(memory, run, request)).as("%s", request)
				.isEqualTo(outcome(LocalDynamoDb.client(), run, request));
		}
		Set<Map<String, AttributeValue>> stored = new LinkedHashSet<>(memory.stored());
		assertThat(stored).isEqualTo(new LinkedHashSet<>(LocalDynamoDb.client()
			.query((query) -> query.tableName(DESTINATION.tableName())
				.keyConditionExpression("run = :r")
				.expressionAttributeValues(Map.of(":r", AttributeValue.fromS(run)))
				.consistentRead(true))
			.items()));
	}

	/** What is told of a request: what was there, or that it was refused, and why. */
	private static String outcome(DynamoDbClient client, String run, Request request) {
		Map<String, AttributeValue> key = Map.of("run", AttributeValue.fromS(run), "place",
				AttributeValue.fromS("p" + request.place()));
		try {
			return switch (request.kind()) {
				case IF_OLDER, ALWAYS -> "was " + new TreeMap<>(client.putItem(put(key, request)).attributes());
				case DELETE -> "was "
						+ new TreeMap<>(client
							.deleteItem((delete) -> delete.tableName(DESTINATION.tableName())
								.key(key)
								.returnValues(ReturnValue.ALL_OLD))
							.attributes());
				case LOOK -> "is " + new TreeMap<>(
						client.getItem((get) -> get.tableName(DESTINATION.tableName()).key(key).consistentRead(true))
							.item());
			};
		}
		catch (ConditionalCheckFailedException ex) {
			return "refused for " + new TreeMap<>(ex.item());
		}
	}

	private static PutItemRequest put(Map<String, AttributeValue> key, Request request) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(key);
		AttributeValue sequence = AttributeValue.fromS("label#%040d".formatted(request.sequence()));
		if (request.sequence() > 0) {
			item.put("_sequence", sequence);
		}
		PutItemRequest.Builder put = PutItemRequest.builder()
			.tableName(DESTINATION.tableName())
			.item(item)
			.returnValues(ReturnValue.ALL_OLD);
		if (request.kind() == Kind.IF_OLDER) {
			put.conditionExpression("attribute_not_exists(#s) OR #s < :s")
				.expressionAttributeNames(Map.of("#s", "_sequence"))
				.expressionAttributeValues(Map.of(":s", sequence))
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		}
		return put.build();
	}

}
