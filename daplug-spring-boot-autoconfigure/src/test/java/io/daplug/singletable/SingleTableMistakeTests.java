package io.daplug.singletable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.daplug.singletable.KeyPrefixTests.Order;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.tenant.TenantDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests what is refused of types that are to share a table, before anything is sent.
 */
class SingleTableMistakeTests {

	private static final TableDefinition TABLE = TableDefinition.named("app")
		.hashKey("pk")
		.rangeKey("sk")
		.index(IndexDefinition.of("gsi1", "gsi1pk", "gsi1sk"))
		.index(IndexDefinition.of("by-model", "model", null))
		.index(new IndexDefinition("by-both", List.of(KeyAttribute.text("a"), KeyAttribute.text("b")), List.of()))
		.build();

	@Test
	void unknownAttribute() {
		fails(Device.class, (type) -> type.hashKey((key) -> key.attributes("deviceld")),
				"the hash key names 'deviceld', which is no attribute of it; did you mean 'deviceId'? "
						+ "Name one of [deviceId, model, serial, parts, on]");
		fails(Device.class, (type) -> type.rangeKey((key) -> key.attributes("R#{nope}")),
				"the range key names 'nope', which is no attribute of it.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "model", "serial" })
	void nullableAttributeOfATablesKey(String attribute) {
		fails(Device.class, (type) -> type.rangeKey((key) -> key.attributes(attribute)),
				"the range key is composed of '%s', which may be null. Compose keys of attributes that each item has"
					.formatted(attribute));
	}

	@Test
	void nullableParameterOfAConstructor() {
		fails(Kotlin.class, (type) -> type.rangeKey((key) -> key.attributes("nick")), "'nick', which may be null");
		assertThatNoException()
			.isThrownBy(() -> define(Kotlin.class, (type) -> type.rangeKey((key) -> key.attributes("age"))));
	}

	@Test
	void nullableAttributeOfAnIndexKeyIsFine() {
		assertThatNoException().isThrownBy(() -> define(Device.class,
				(type) -> type.index(new IndexKeyDefinition("gsi1", KeyDefinition.of((key) -> key.attributes("model")),
						KeyDefinition.of((key) -> key.attributes("serial"))))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "parts", "on" })
	void attributeThatNoKeyCanHave(String attribute) {
		fails(Device.class, (type) -> type.rangeKey((key) -> key.attributes(attribute)),
				"is neither text nor a number nor binary");
	}

	@Test
	void prefixOnAKeyThatIsNoText() {
		TableDefinition numbers = TableDefinition.named("app").hashKey("pk", ScalarAttributeType.N).build();
		fails(numbers, Count.class, (type) -> {
		}, "the hash key 'pk' is no text, and only text can have a prefix or several parts. "
				+ "Switch the prefix off, and compose the key of one attribute");
		assertThatNoException()
			.isThrownBy(() -> define(numbers, Count.class, (type) -> type.hashKey(KeyDefinition.Builder::unprefixed)));
	}

	@Test
	void valuesOfAnotherTypeThanTheKey() {
		fails(Picture.class, (type) -> type.hashKey(KeyDefinition.Builder::unprefixed),
				"the hash key 'pk' is text, and 'content' is no such value. "
						+ "Compose the key of an attribute of that type");
		TableDefinition numbers = TableDefinition.named("app").hashKey("pk", ScalarAttributeType.N).build();
		fails(numbers, Device.class, (type) -> type.hashKey(KeyDefinition.Builder::unprefixed),
				"the hash key 'pk' is a number, and 'deviceId' is no such value.");
	}

	@Test
	void digitsWithoutANumber() {
		fails(Device.class, (type) -> type.hashKey((key) -> key.digits(8)),
				"the hash key has no number that could be padded. Leave the digits out");
	}

	@Test
	void rangeKeyOnATableWithoutOne() {
		TableDefinition table = TableDefinition.named("app").hashKey("pk").build();
		fails(table, Device.class, (type) -> type.rangeKey((key) -> key.attributes("deviceId")),
				"it has a range key, and the table has none.");
	}

	@Test
	void attributeCalledLikeAKeyOfTheTable() {
		fails(Doc.class, (type) -> {
		}, "its attribute 'pk' is called like the hash key of the table, which is composed.");
		fails(Device.class, (type) -> type.typeAttribute("model"),
				"'model' is to hold the name of the type, and is an attribute of its own.");
		fails(Device.class, (type) -> type.typeAttribute("gsi1pk"), "'gsi1pk' is to hold the name of the type");
	}

	@Test
	void settingsThatExcludeEachOther() {
		fails(Device.class, (type) -> type.hashKey((key) -> key.prefix("D").unprefixed()),
				"the hash key has settings of its prefix that exclude each other.");
		fails(Device.class, (type) -> type.hashKey((key) -> key.attributes("D#{deviceId}").prefix("D")),
				"the hash key is a template, which has its prefix and digits in itself.");
		fails(Device.class, (type) -> type.hashKey((key) -> key.attributes("D#{deviceId}{model}")),
				"the hash key cannot be composed: Key template");
		fails(Device.class, (type) -> type.hashKey((key) -> key.attributes("deviceId", "deviceId").separator("")),
				"the hash key cannot be composed: 'separator'");
	}

	@Test
	void indexesThatDoNotFit() {
		fails(Device.class, (type) -> type.index(index("gsi2", "model")),
				"it has keys of index 'gsi2', which the table does not have; did you mean 'gsi1'? ");
		fails(Device.class, (type) -> type.index(index("by-both", "model")),
				"the hash key of index 'by-both' is made of [a, b], which are to be its own attributes.");
		fails(Device.class,
				(type) -> type.index(new IndexKeyDefinition("gsi1", KeyDefinition.DEFAULT, KeyDefinition.DEFAULT)),
				"the hash key of index 'gsi1' is 'gsi1pk', which is no attribute of it.");
		fails(Device.class, (type) -> type.index(index("by-model", "deviceId")),
				"its attribute 'model' is called like the hash key of index 'by-model'");
		fails(Device.class, (type) -> type.index(index("gsi1", "model")).index(index("gsi1", "model")),
				"says twice how its keys of index 'gsi1' are composed");
	}

	private static IndexKeyDefinition index(String name, String attribute) {
		return new IndexKeyDefinition(name, KeyDefinition.of((key) -> key.attributes(attribute)),
				KeyDefinition.DEFAULT);
	}

	@Test
	void adoptedPrefixOfAnUnknownTypeOrInACircle() {
		fails(Device.class, (type) -> type.hashKey((key) -> key.prefixOf(Order.class)),
				"it adopts the prefix of %s, which is no type of the table.".formatted(Order.class.getName()));
		fails(Device.class, (type) -> type.hashKey((key) -> key.prefixOf(Device.class)),
				"it adopts a prefix that leads back to itself");
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types
				.type(ItemTypeDefinition.of(Device.class, (type) -> type.hashKey((key) -> key.prefixOf(Count.class))))
				.type(ItemTypeDefinition.of(Count.class, (type) -> type.hashKey((key) -> key.prefixOf(Device.class))))))
			.withMessageContaining("leads back to itself, by way of [Device, Count]");
	}

	@Test
	void typesThatCouldHaveTheSameKeys() {
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> same((type) -> type.hashKey((key) -> key.prefixOf(Device.class))))
			.withMessageStartingWith("Types 'Device' and 'Count' of table 'app' could have the same keys: "
					+ "(DD#{deviceId}, A) and (DD#{n}, A). Give one of them another prefix");
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> same((type) -> type.hashKey((key) -> key.prefix("D").separator(""))));
		assertThatNoException().isThrownBy(() -> same((type) -> type.hashKey((key) -> key.prefix("D"))));
		assertThatNoException().isThrownBy(() -> same(
				(type) -> type.hashKey((key) -> key.prefixOf(Device.class)).rangeKey((key) -> key.prefix("COUNT"))));
	}

	@Test
	void typesOfTheSameKeysMayBeToldByATypeAttribute() {
		assertThatNoException().isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types.types(Device.class)
			.type(ItemTypeDefinition.of(Count.class, (type) -> type.hashKey((key) -> key.prefixOf(Device.class))))
			.typeAttribute("_type")));
	}

	private static void same(Consumer<ItemTypeDefinition.Builder> count) {
		SingleTableDefinition.of(TABLE,
				(types) -> types.types(Device.class).type(ItemTypeDefinition.of(Count.class, count)));
	}

	@Test
	void typesOfTheSameSimpleName() {
		ItemTypeDefinition other = ItemTypeDefinition.of(Order.class);
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types.types(Nested.Order.class).type(other)))
			.withMessageContaining("Type 'Order' (%s)", Order.class.getName())
			.withMessageContaining("%s has the same name", Nested.Order.class.getName());
		assertThatNoException()
			.isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types.types(Nested.Order.class)
				.type(ItemTypeDefinition.of(Order.class, (type) -> type.name("Old")))));
		assertThatNoException().isThrownBy(() -> SingleTableDefinition.of(TABLE,
				(types) -> types
					.type(ItemTypeDefinition.of(Nested.Order.class, (type) -> type.hashKey((key) -> key.prefix("NEW"))))
					.type(ItemTypeDefinition.of(Order.class, (type) -> type.hashKey((key) -> key.prefix("OLD"))))));
	}

	@Test
	void typesOfTwoClassLoaders() throws Exception {
		Class<?> twin = new OtherLoader().loadClass(Device.class.getName());
		assertThat(twin).isNotEqualTo(Device.class);
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE, (types) -> types.types(Device.class));
		assertThatExceptionOfType(SingleTableDefinitionException.class).isThrownBy(() -> definition.type(twin))
			.withMessageContaining("whose type of that name is of another class loader");
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types.types(Device.class, twin)))
			.withMessageContaining("another class of this name, of another class loader");
	}

	@Test
	void typesThatAreNone() {
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> ItemTypeDefinition.of(String.class))
			.withMessageContaining("java.lang.String has no @ItemType");
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> SingleTableDefinition.of(TABLE, (types) -> types.types(Device.class, Device.class)))
			.withMessageContaining("is defined twice");
		fails(Untold.class, (type) -> {
		}, "it is abstract, and nothing tells of what class an item is.");
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE, (types) -> types.types(Device.class));
		assertThatExceptionOfType(SingleTableDefinitionException.class).isThrownBy(() -> definition.type(Order.class))
			.withMessageContaining("is no type of table 'app'")
			.withMessageEndingWith("Ask for one of [Device], or add the type to the table");
	}

	@Test
	void tableWithPrefixesOfItsOwn() {
		TableDefinition table = TableDefinition.named("app").hashKey("pk").hashPrefix("app#").build();
		fails(table, Device.class, (type) -> {
		}, "Table 'app' is to keep items of many types, and has prefixes of its own.");
	}

	@Test
	void tableThatTenantsShare() {
		TableDefinition table = TableDefinition.named("app")
			.hashKey("pk", ScalarAttributeType.S)
			.tenant(TenantDefinition.of(() -> "a", "T#{tenant}#"))
			.build();
		fails(table, Device.class, (type) -> {
		}, "Table 'app' is to keep items of many types, and is shared by tenants.");
	}

	private static void fails(Class<?> type, Consumer<ItemTypeDefinition.Builder> how, String message) {
		fails(TABLE, type, how, message);
	}

	private static void fails(TableDefinition table, Class<?> type, Consumer<ItemTypeDefinition.Builder> how,
			String message) {
		assertThatExceptionOfType(SingleTableDefinitionException.class).isThrownBy(() -> define(table, type, how))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).endsWith(ex.remedy()));
	}

	private static void define(Class<?> type, Consumer<ItemTypeDefinition.Builder> how) {
		define(TABLE, type, how);
	}

	private static void define(TableDefinition table, Class<?> type, Consumer<ItemTypeDefinition.Builder> how) {
		SingleTableDefinition.of(table, (types) -> types.type(ItemTypeDefinition.of(type, how)));
	}

	@ItemType
	record Device(String deviceId, @Nullable String model, Optional<String> serial, List<String> parts, boolean on) {
	}

	@ItemType
	record Picture(byte[] content) {
	}

	@ItemType
	record Count(int n) {
	}

	record Doc(String id, String pk) {
	}

	sealed interface Untold {

		String id();

	}

	record Told(String id) implements Untold {
	}

	static class Nested {

		@ItemType
		record Order(String id) {
		}

	}

	static class Kotlin {

		private final String name;

		private final @Nullable String nick;

		private final int age;

		@JsonCreator
		Kotlin(String name, @Nullable String nick, int age) {
			this.name = name;
			this.nick = nick;
			this.age = age;
		}

		public String getName() {
			return this.name;
		}

		public String getNick() {
			return Objects.requireNonNullElse(this.nick, "");
		}

		public int getAge() {
			return this.age;
		}

	}

	/** Loads the nested types of this test anew. */
	private static final class OtherLoader extends ClassLoader {

		private OtherLoader() {
			super(SingleTableMistakeTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(SingleTableMistakeTests.class.getName())) {
				return super.loadClass(name, resolve);
			}
			try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = Objects.requireNonNull(code).readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
