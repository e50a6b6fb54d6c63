package io.daplug.mirror;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.Validation;
import io.daplug.template.batch.IncompleteBatchException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static io.daplug.mirror.Destination.inserted;
import static io.daplug.mirror.Destination.modified;
import static io.daplug.mirror.Destination.removed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a mirror makes of a destination that does not take what it is given.
 */
class MirrorFaultsIntegrationTests {

	private static final MirrorTransform AS_IT_IS = FieldMapping.builder().build();

	private interface Fault {

		BatchWriteItemResponse answer(BatchWriteItemRequest request);

	}

	@Test
	void failsChangesUntilTheDestinationExists() {
		Destination destination = Destination.missing((table) -> {
		});
		MirrorHandler mirror = destination.mirror(AS_IT_IS);
		List<ItemChange<?>> changes = List.of(inserted(order("1")), inserted(order("2")));
		assertThat(mirror.handleAll(changes)).hasSize(2)
			.allSatisfy((failed) -> assertThat(failed.cause()).isInstanceOf(TableNotFoundException.class));
		destination.create();
		assertThat(mirror.handleAll(changes)).isEmpty();
		assertThat(destination.items()).hasSize(2);
	}

	/** Written by Jackson, and not read: it has no way to make one. */
	record WriteOnly(String id) {

		@JsonCreator
		static WriteOnly read(String text) {
			throw new IllegalStateException("Nobody reads this");
		}

		@JsonProperty("order_id")
		String orderId() {
			return this.id;
		}

	}

	@Test
	void mirrorsTypesThatCanOnlyBeWritten() {
		Destination destination = Destination.of((table) -> table.schema("ArchivedOrder").validation(Validation.NONE));
		List<ItemChange<?>> changes = List.of(inserted(order("1")), inserted(order("2")));
		for (MirrorHandler mirror : List.of(destination.mirror((change) -> new WriteOnly(id(change))),
				destination.listenedTo((change) -> new WriteOnly(id(change))))) {
			assertThat(mirror.handleAll(changes)).isEmpty();
			assertThat(destination.items()).extracting((item) -> item.get("order_id")).containsOnly("1", "2");
		}
	}

	private static String id(ItemChange<?> change) {
		return String.valueOf(change.key().hashValue());
	}

	@Test
	void sendsALoneCopyAsAPut() {
		List<String> requests = new ArrayList<>();
		DynamoDbClient client = LocalDynamoDb.client(new ExecutionInterceptor() {

			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				requests.add(context.request().getClass().getSimpleName());
			}

		});
		MirrorHandler mirror = Destination.plain().mirror(AS_IT_IS, client, (definition) -> definition.announce(false));
		assertThat(mirror.handleAll(List.of(inserted(order("1"))))).isEmpty();
		assertThat(mirror.handleAll(List.of(inserted(order("2")), inserted(order("3"))))).isEmpty();
		assertThat(requests).containsExactly("PutItemRequest", "BatchWriteItemRequest");
		assertThat(mirror.gathers()).isTrue();
		assertThat(Destination.plain().listenedTo(AS_IT_IS).gathers()).as("written one by one").isFalse();
		client.close();
	}

	@Test
	void failsRemovalsUntilTheDestinationExists() {
		for (boolean announce : new boolean[] { true, false }) {
			Destination destination = Destination.missing((table) -> {
			});
			MirrorHandler mirror = destination.mirror(AS_IT_IS, (definition) -> definition.announce(announce));
			assertThat(mirror.handleAll(List.of(removed(order("1"))))).singleElement()
				.extracting(FailedChange::cause)
				.isInstanceOf(TableNotFoundException.class);
		}
	}

	@Test
	void failsWhatAThrottledDestinationDoesNotTakeInTime() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = mirror(destination, (request) -> {
			throw ProvisionedThroughputExceededException.builder().message("Slow down").build();
		});
		assertThat(mirror.handleAll(List.of(inserted(order("1")), inserted(order("2"))))).hasSize(2)
			.allSatisfy((failed) -> assertThat(failed.cause()).isInstanceOf(IncompleteBatchException.class)
				.hasMessageContaining("'archive'"));
		assertThat(destination.items()).isEmpty();
	}

	@Test
	void failsOnlyWhatIsLeftUnprocessed() {
		Destination destination = Destination.plain();
		AtomicInteger requests = new AtomicInteger();
		MirrorHandler mirror = mirror(destination, (request) -> {
			Map.Entry<String, List<WriteRequest>> table = request.requestItems().entrySet().iterator().next();
			List<WriteRequest> left = table.getValue();
			if (requests.getAndIncrement() == 0) {
				LocalDynamoDb.client()
					.batchWriteItem((one) -> one.requestItems(Map.of(table.getKey(), left.subList(0, 1))));
				return unprocessed(Map.of(table.getKey(), left.subList(1, left.size())));
			}
			return unprocessed(request.requestItems());
		});
		List<ItemChange<?>> changes = List.of(inserted(order("1")), inserted(order("2")), inserted(order("3")));
		assertThat(mirror.handleAll(changes)).extracting(FailedChange::change)
			.containsExactly(changes.get(1), changes.get(2));
		assertThat(destination.items()).containsExactly(order("1"));
	}

	/** Whoever hands them over again must not lose the states between. */
	@Test
	void failsTheStatesThatAFailedOneReplaced() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = mirror(destination, (request) -> unprocessed(request.requestItems()));
		List<ItemChange<?>> changes = List.of(inserted(order("1")),
				modified(order("1"), Map.of("order_id", "1", "state", "PAID")));
		assertThat(mirror.handleAll(changes)).extracting(FailedChange::change).containsExactlyElementsOf(changes);
	}

	@Test
	void failsTheStatesThatAFailedRemovalReplaced() {
		Destination destination = Destination.missing((table) -> {
		});
		List<ItemChange<?>> changes = List.of(inserted(order("1")), removed(order("1")));
		assertThat(destination.mirror(AS_IT_IS).handleAll(changes)).extracting(FailedChange::change)
			.containsExactlyElementsOf(changes);
	}

	@Test
	void keepsTheOldCopyUntilTheNewOneIsWritten() {
		Destination destination = Destination.of((table) -> table.hashKey("state"));
		destination.mirror(AS_IT_IS).handleAll(List.of(inserted(order("1"))));
		MirrorHandler mirror = mirror(destination, (request) -> unprocessed(request.requestItems()));
		assertThat(mirror.handleAll(List.of(modified(order("1"), Map.of("order_id", "1", "state", "PAID")))))
			.hasSize(1);
		assertThat(destination.items()).containsExactly(order("1"));
	}

	@Test
	void writesTheOthersWhereDynamoDbRefusesARequestForOneItem() {
		Destination destination = Destination.plain();
		MirrorHandler mirror = mirror(destination, (request) -> {
			if (request.toString().contains("poison")) {
				throw DynamoDbException.builder()
					.awsErrorDetails(
							AwsErrorDetails.builder().errorCode("ValidationException").errorMessage("No").build())
					.statusCode(400)
					.build();
			}
			return LocalDynamoDb.client().batchWriteItem(request);
		});
		List<ItemChange<?>> changes = new ArrayList<>();
		for (String id : List.of("1", "poison", "3")) {
			changes.add(inserted(order(id)));
		}
		assertThat(mirror.handleAll(changes)).singleElement().satisfies((failed) -> {
			assertThat(failed.change()).isSameAs(changes.get(1));
			assertThat(failed.cause()).isInstanceOf(DynamoDbAccessException.class);
		});
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1"), order("3"));
	}

	/** The client's other batch method makes the request and comes back here. */
	private static MirrorHandler mirror(Destination destination, Fault fault) {
		DynamoDbClient server = LocalDynamoDb.client();
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (arguments != null && arguments[0] instanceof BatchWriteItemRequest request) {
				return fault.answer(request);
			}
			return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments)
					: method.invoke(server, arguments);
		};
		DynamoDbClient client = (DynamoDbClient) Proxy.newProxyInstance(
				MirrorFaultsIntegrationTests.class.getClassLoader(), new Class<?>[] { DynamoDbClient.class }, handler);
		return destination.mirror(AS_IT_IS, client, (mirror) -> mirror.deadline(Duration.ofMillis(200)));
	}

	private static BatchWriteItemResponse unprocessed(Map<String, List<WriteRequest>> items) {
		return BatchWriteItemResponse.builder().unprocessedItems(items).build();
	}

	private static Map<String, Object> order(String id) {
		return Map.of("order_id", id, "state", "NEW");
	}

}
