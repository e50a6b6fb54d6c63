package io.daplug.template;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.ItemKey;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the operations of items of one type.
 */
class ItemOperationsIntegrationTests {

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	sealed interface Shape {

		String id();

	}

	record Circle(String id, int radius) implements Shape {

	}

	record Square(String id, int side) implements Shape {

	}

	record Envelope<T>(String id, T content) {

	}

	record Note(String text) {

	}

	@Test
	void announcesEachChangeInTheTypeThatWasAskedFor() {
		StoredTable table = StoredTable.plain();
		ItemOperations<Shape> shapes = table.template().as(Shape.class);
		shapes.insert(new Circle("a", 1));
		shapes.overwrite(new Circle("a", 2));
		shapes.update(ItemKey.of("a"), Map.of("radius", 3));
		shapes.batchInsert(List.of(new Square("b", 1)));
		shapes.delete(ItemKey.of("a"));
		assertThat(table.changes()).extracting(ItemOperationsIntegrationTests::type)
			.containsExactly(announced(ItemInserted.class, Shape.class), announced(ItemModified.class, Shape.class),
					announced(ItemModified.class, Shape.class), announced(ItemInserted.class, Shape.class),
					announced(ItemRemoved.class, Shape.class));
		assertThat(table.changes().get(2).newItem().value()).isEqualTo(new Circle("a", 3));
	}

	@Test
	void worksWithGenericTypes() {
		StoredTable table = StoredTable.plain();
		ItemOperations<Envelope<Note>> envelopes = table.template()
			.as(new ParameterizedTypeReference<Envelope<Note>>() {
			});
		Envelope<Note> hello = new Envelope<>("a", new Note("hello"));
		assertThat(envelopes.insert(hello)).isEqualTo(hello);
		assertThat(envelopes.get(ItemKey.of("a"))).contains(hello);
		assertThat(envelopes.update(ItemKey.of("a"), Map.of("content", Map.of("text", "bye"))).content().text())
			.isEqualTo("bye");
		assertThat(type(table.changes().get(0))).isEqualTo(announced(ItemInserted.class,
				ResolvableType.forClassWithGenerics(Envelope.class, Note.class).getType()));
		assertThat(table.changes().get(0).newItem().value()).isEqualTo(hello);
	}

	@Test
	void createsUpdatesByQueryAndDeletesManyAsTheMapFormDoes() {
		StoredTable table = StoredTable.plain();
		ItemOperations<Circle> circles = table.template().as(Circle.class);
		circles.create(new Circle("a", 1));
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> circles.create(new Circle("a", 2), CreateMode.INSERT));
		assertThat(circles.create(new Circle("a", 3), CreateMode.OVERWRITE)).isEqualTo(new Circle("a", 3));
		assertThat(circles.update((query) -> query.hashKey("a"), Map.of("radius", 4))).isEqualTo(new Circle("a", 4));
		assertThat(circles.batchOverwrite(List.of(new Circle("b", 1)), (options) -> options.parallelism(1)).written())
			.containsExactly(new Circle("b", 1));
		assertThat(circles.batchDelete(List.of(ItemKey.of("a"), ItemKey.of("b"))).written()).hasSize(2);
		assertThat(table.items()).isEmpty();
	}

	@Test
	void takesOptionsThatWereBuiltOnce() {
		StoredTable table = StoredTable.plain();
		WriteOptions quiet = WriteOptions.of((options) -> options.publish(false));
		UpdateOptions silent = UpdateOptions.of((options) -> options.publish(false));
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a"), quiet);
		template.as(Circle.class).insert(new Circle("b", 1), quiet);
		template.update(ItemKey.of("a"), Map.of("n", 1), silent);
		template.update(ItemKey.of("b"), Map.of("radius", 2), Circle.class, silent);
		assertThat(table.items()).hasSize(2);
		assertThat(table.changes()).isEmpty();
	}

	private static String type(ItemChange<?> change) {
		return String.valueOf(change.getResolvableType());
	}

	private static String announced(Class<?> kind, Type type) {
		return ResolvableType.forClassWithGenerics(kind, ResolvableType.forType(type)).toString();
	}

}
