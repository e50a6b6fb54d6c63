package io.daplug.stream.method;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.stream.Changes;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.OldItem;
import io.daplug.stream.method.ListenerSignatures.Bean;
import io.daplug.stream.method.ListenerSignatures.Box;
import io.daplug.stream.method.ListenerSignatures.Listeners;
import io.daplug.stream.method.ListenerSignatures.Order;
import io.daplug.stream.method.ListenerSignatures.OrderListener;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.daplug.stream.ChangeKind.INSERT;
import static io.daplug.stream.ChangeKind.MODIFY;
import static io.daplug.stream.ChangeKind.REMOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerMethod} and the signatures it takes.
 */
class ListenerMethodTests {

	private static final ListenedTables TABLES = new ListenedTables(TableRegistry.of(List.of()), Changes.CONVERTER);

	private final Listeners listeners = new Listeners();

	@Test
	void givesTheChange() throws Exception {
		ItemChange<?> change = Changes.inserted("a");
		invoke("any", change);
		assertThat(this.listeners.given).singleElement().isSameAs(change);
		assertThat(method("any").operations()).containsExactly(INSERT, MODIFY, REMOVE);
	}

	@Test
	void givesTheChangeInTheTypeOfItsItems() throws Exception {
		invoke("ofOrders", Changes.modified("a", 1, 2));
		assertThat(this.listeners.given).singleElement().isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(modified.newItem().value()).isEqualTo(new Order("a", 2));
			assertThat(value(modified.oldItem())).isEqualTo(new Order("a", 1));
		});
	}

	@Test
	void givesEachKindInTheTypeOfItsItems() throws Exception {
		invoke("ofOrders", Changes.inserted("a"));
		invoke("ofOrders", Changes.removed("a"));
		assertThat(this.listeners.given.get(0)).isInstanceOfSatisfying(ItemInserted.class,
				(inserted) -> assertThat(inserted.newItem().value()).isEqualTo(new Order("a", 1)));
		assertThat(this.listeners.given.get(1)).isInstanceOfSatisfying(ItemRemoved.class,
				(removed) -> assertThat(value(removed.oldItem())).isEqualTo(new Order("a", 1)));
	}

	@Test
	void takesOneKindOfChange() {
		assertThat(method("insertedOnly").operations()).containsExactly(INSERT);
		assertThat(method("removedOnly").operations()).containsExactly(REMOVE);
		assertThat(method("insertedOnly").accepts(Changes.inserted("a"))).isTrue();
		assertThat(method("insertedOnly").accepts(Changes.removed("a"))).isFalse();
	}

	@Test
	void givesTheNewItemAsRecord() throws Exception {
		invoke("order", Changes.inserted("a"));
		assertThat(this.listeners.given).containsExactly(new Order("a", 1));
		assertThat(method("order").operations()).containsExactly(INSERT, MODIFY);
	}

	@Test
	void givesTheNewItemAsClassOfItsOwn() throws Exception {
		ItemChange<?> change = Changes.inserted("a");
		invoke("bean", change);
		invoke("bean", change);
		assertThat(this.listeners.given).hasSize(2).allSatisfy((bean) -> assertThat(((Bean) bean).id).isEqualTo("a"));
		assertThat(this.listeners.given.get(0)).isNotSameAs(this.listeners.given.get(1));
	}

	@Test
	void givesTheNewItemAsMapTreeAndItem() throws Exception {
		invoke("map", Changes.inserted("a"));
		invoke("tree", Changes.inserted("a"));
		invoke("item", Changes.inserted("a"));
		assertThat(this.listeners.given.get(0)).isEqualTo(Map.of("id", "a", "n", BigDecimal.ONE));
		assertThat(((JsonNode) this.listeners.given.get(1)).path("id").asString()).isEqualTo("a");
		assertThat(((Item<?>) this.listeners.given.get(2)).value()).isEqualTo(new Order("a", 1));
	}

	@Test
	void givesItemsOfGenericTypes() throws Exception {
		Map<String, Object> item = Map.of("id", "b", "content", Map.of("id", "a", "n", 1));
		ItemImage<Map<String, Object>> image = ItemImage
			.of(new Item<>(Changes.CONVERTER.toAttributes(item), ItemType.MAP, Changes.CONVERTER));
		invoke("generic", new ItemModified<>(Changes.identity("orders", "b"), ItemKey.of("b"), image, image,
				Changes.inserted("b").origin()));
		assertThat(this.listeners.given).hasSize(3).containsOnly(new Box<>("b", new Order("a", 1)));
	}

	@Test
	void givesNewAndOldItemKeyAndOrigin() throws Exception {
		ItemChange<?> change = Changes.modified("a", 1, 2);
		invoke("all", change);
		assertThat(this.listeners.given).containsExactly(new Order("a", 2), new Order("a", 1), ItemKey.of("a"),
				change.origin());
		assertThat(method("all").operations()).containsExactly(MODIFY);
	}

	@Test
	void givesNullWhereTheSignatureLetsIt() throws Exception {
		invoke("optional", Changes.removed("a"));
		invoke("optional", Changes.inserted("b"));
		assertThat(this.listeners.given).containsExactly("null", new Order("a", 1), new Order("b", 1), "null");
		assertThat(method("optional").operations()).containsExactly(INSERT, MODIFY, REMOVE);
	}

	@Test
	void callsAMethodWithoutParameters() throws Exception {
		invoke("nothing", Changes.removed("a"));
		assertThat(this.listeners.given).containsExactly("nothing");
	}

	@Test
	void givesBackWhatTheMethodReturns() throws Exception {
		assertThat(method("order").invoke(Changes.inserted("a"))).isEqualTo("handled");
		assertThat(method("order").returnType().toClass()).isEqualTo(Object.class);
	}

	@Test
	void refusesAChangeWhoseOldItemIsNotKnown() {
		ItemChange<?> change = Changes.modified("a", 2);
		assertThat(method("all").accepts(change)).isFalse();
		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> invoke("all", change))
			.withMessage("Listener 'ListenerSignatures.Listeners.all' takes parameter 2 of type 'Order' (the old "
					+ "item), and the source of the change of table 'orders' does not know it. Declare the parameter "
					+ "@Nullable.");
	}

	@Test
	void failsAsTheMethodDoes() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> invoke("throwing", Changes.inserted("a")))
			.withMessage("as it was thrown");
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> invoke("throwingError", Changes.inserted("a")))
			.withCauseInstanceOf(AssertionError.class);
	}

	@Test
	void failsWhenTheItemDoesNotFit() {
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> invoke("misfit", Changes.inserted("a")));
	}

	@Test
	void resolvesTypesOfGenericListeners() throws Exception {
		OrderListener listener = new OrderListener();
		Method method = Arrays.stream(OrderListener.class.getMethods())
			.filter((candidate) -> candidate.getName().equals("on"))
			.findFirst()
			.orElseThrow();
		ListenerMethod.of("id", Set.of("orders"), listener, method, TABLES).invoke(Changes.inserted("a"));
		assertThat(listener.given).containsExactly(new Order("a", 1));
	}

	@Test
	void refusesTwoNewItems() {
		assertRefused("twoItems",
				"takes the new item twice: parameter 1 of type 'Order' (the new item) and parameter 2 of type 'Order'"
						+ " (the new item)",
				"Annotate the one that takes the item as it was before with @OldItem.");
	}

	@Test
	void refusesTwoOldItems() {
		assertRefused("twoOldItems",
				"takes the old item twice: parameter 1 of type 'Order' (the old item) and parameter 2 of type 'Map'"
						+ " (the old item)",
				"Remove one of the two.");
	}

	@Test
	void refusesWhatNoChangeHas() {
		assertRefused("insertedAndOld",
				"can receive no change: none has all of [parameter 1 of type 'ItemInserted' (the change), parameter 2 "
						+ "of type 'Order' (the old item)]",
				"Declare parameters @Nullable that need not be there, or take an 'ItemChange'.");
	}

	@Test
	void refusesOldItemOnAKey() {
		assertRefused("oldKey", "has @OldItem on parameter 1, which takes no item but a 'ItemKey'",
				"Remove the annotation, or take the item's type.");
	}

	@Test
	void refusesTypesThatNothingOfAChangeIs() {
		String action = "Take the change, an item as map, record, class or JsonNode, the 'ItemKey' or the 'ChangeOrigin'.";
		assertRefused("text", "cannot be given parameter 1: nothing of a change is a 'String'", action);
		assertRefused("number", "cannot be given parameter 1: nothing of a change is a 'int'", action);
		assertRefused("list", "cannot be given parameter 1: nothing of a change is a 'List'", action);
		assertRefused("listOfOrders", "cannot be given parameter 1: nothing of a change is a 'List'", action);
		assertRefused("object", "cannot be given parameter 1: nothing of a change is a 'Object'", action);
		assertRefused("maybe", "cannot be given parameter 1: nothing of a change is a 'Optional'",
				"Declare the item's type, @Nullable.");
	}

	@Test
	void refusesAnswersThatNobodyWaitsFor() {
		assertRefused("later", "returns CompletableFuture, which nobody waits for",
				"Do the work before the method returns: it is called on a thread of its own.");
	}

	@Test
	void refusesOperationsThatASignatureCannotReceive() {
		assertThatExceptionOfType(InvalidListenerException.class)
			.isThrownBy(() -> method("order").requireReceivable(Set.of(REMOVE)))
			.withMessage("Listener 'ListenerSignatures.Listeners.order' is declared for REMOVE, which has no parameter"
					+ " 1 of type 'Order' (the new item). Take REMOVE out of its operations, or declare the parameter "
					+ "@Nullable.");
		assertThatExceptionOfType(InvalidListenerException.class)
			.isThrownBy(() -> method("insertedOnly").requireReceivable(Set.of(MODIFY)))
			.withMessageContaining("declare the parameter as 'ItemChange'");
		method("optional").requireReceivable(Set.of(INSERT, REMOVE));
	}

	private void assertRefused(String name, String problem, String action) {
		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> method(name)).satisfies((ex) -> {
			assertThat(ex.listener()).isEqualTo("ListenerSignatures.Listeners." + name);
			assertThat(ex.problem()).isEqualTo(problem);
			assertThat(ex.action()).isEqualTo(action);
			assertThat(ex).hasMessage("Listener '%s' %s. %s".formatted(ex.listener(), problem, action));
		});
	}

	private static Object value(@Nullable Object item) {
		return ((Item<?>) Objects.requireNonNull(item)).value();
	}

	private void invoke(String name, ItemChange<?> change) throws Exception {
		method(name).invoke(change);
	}

	private ListenerMethod method(String name) {
		Method method = Arrays.stream(Listeners.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		return ListenerMethod.of("id", Set.of("orders"), this.listeners, method, TABLES);
	}

}
