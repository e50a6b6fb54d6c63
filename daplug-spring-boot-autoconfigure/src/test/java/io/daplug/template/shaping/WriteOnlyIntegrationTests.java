package io.daplug.template.shaping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.fixture.SnsStub;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.sns.MessagePayload;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.daplug.template.shaping.ContractTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for attributes that the schema calls {@code writeOnly}.
 */
class WriteOnlyIntegrationTests {

	private static final String SCHEMA = """
			Item:
			  allOf:
			    - $ref: '#/components/schemas/Login'
			    - type: object
			      properties:
			        id: {type: string}
			        name: {type: string}
			        version: {type: integer}
			        keys: {type: array, items: {$ref: '#/components/schemas/Key'}}
			        pins: {type: array, items: {type: string, writeOnly: true}}
			        way:
			          oneOf:
			            - {type: object, required: [mail], properties: {mail: {type: string}, code: {type: string, writeOnly: true}}}
			            - {type: object, required: [phone], properties: {phone: {type: string}}}
			        vault: {type: object, additionalProperties: {type: string, writeOnly: true}}
			Login: {type: object, required: [password], properties: {password: {$ref: '#/components/schemas/Secret'}}}
			Secret: {type: string, writeOnly: true}
			Key: {type: object, properties: {label: {type: string}, secret: {$ref: '#/components/schemas/Secret'}}}
			Plain: {type: object, properties: {id: {type: string}, name: {type: string}, password: {type: string}}}
			""";

	private static final Map<String, Object> USER = Map.of("id", "a", "name", "n", "password", "S3CRET", "keys",
			List.of(Map.of("label", "l", "secret", "S3CRET")), "pins", List.of("S3CRET"), "way",
			Map.of("mail", "m", "code", "S3CRET"), "vault", Map.of("any", "S3CRET"));

	private static final Map<String, Object> SHOWN = Map.of("id", "a", "name", "n", "keys",
			List.of(Map.of("label", "l")), "pins", List.of(), "way", Map.of("mail", "m"), "vault", Map.of());

	private static final ItemKey KEY = ItemKey.of("a");

	private final ContractTable keeping = ContractTable.of(SCHEMA);

	private final ContractTable hiding = this.keeping.with((table) -> table.writeOnly(WriteOnlyAttributes.HIDE));

	record User(String id, String name, @Nullable String password) {

	}

	@ParameterizedTest
	@EnumSource(MessagePayload.class)
	void neverLeaveWithMessages(MessagePayload payload) {
		try (SnsStub sns = SnsStub.start()) {
			DaplugTemplate template = this.keeping.template(sns.client(), payload);
			template.insert(USER);
			template.update(KEY, Map.of("name", "m", "password", "S3CRET2"));
			template.overwrite(USER, (options) -> options.schema("Plain"));
			template.overwrite(USER, (options) -> options.noSchema());
			template.batchOverwrite(List.of(USER));
			template.delete(KEY);
			assertThat(sns.published()).hasSizeGreaterThanOrEqualTo(5)
				.allSatisfy((published) -> assertThat(published.message()).contains("\"id\":\"a\"")
					.doesNotContain("S3CRET", "password"));
		}
	}

	@Test
	void staySeenInsideUnlessTheTableHidesThem() {
		DaplugTemplate template = this.keeping.template();
		assertThat(template.insert(USER)).isEqualTo(USER);
		assertThat(template.get(KEY)).contains(USER);
		assertThat(template.get(KEY, (read) -> read.writeOnly(WriteOnlyAttributes.HIDE))).contains(SHOWN);
		ItemChange<?> change = this.keeping.announcements().get(0).change();
		assertThat(change.newItem().toMap()).isEqualTo(USER);
	}

	@Test
	void areHiddenFromEveryRead() {
		this.keeping.template().insert(USER);
		DaplugTemplate template = this.hiding.template();
		assertThat(template.get(KEY)).contains(SHOWN);
		assertThat(template.get(KEY, User.class)).contains(new User("a", "n", null));
		assertThat(template.get(KEY, (read) -> read.project("id", "password"))).contains(Map.of("id", "a"));
		assertThat(template.get(KEY, (read) -> read.schema("Plain"))).contains(Map.of("id", "a", "name", "n"));
		assertThat(template.query((query) -> query.hashKey("a")).list()).containsExactly(SHOWN);
		assertThat(template.query((query) -> query.hashKey("a")).page(PageRequest.of(5)).items())
			.containsExactly(SHOWN);
		assertThat(template.query((query) -> query.hashKey("a")).response().items().toString())
			.doesNotContain("S3CRET");
		assertThat(template.scan().list()).containsExactly(SHOWN);
		assertThat(template.scan().response().items().toString()).doesNotContain("S3CRET");
		assertThat(template.read((query) -> query.hashKey("a"))).containsExactly(SHOWN);
		assertThat(template.get(KEY, (read) -> read.writeOnly(WriteOnlyAttributes.KEEP))).contains(USER);
		assertThat(template.query((query) -> query.hashKey("a").writeOnly(WriteOnlyAttributes.KEEP)).list())
			.containsExactly(USER);
	}

	@Test
	void areHiddenFromEventsAnswersAndRefusals() {
		DaplugTemplate template = this.hiding.template();
		assertThat(template.insert(USER)).isEqualTo(SHOWN);
		assertThat(template.insert(new User("b", "n", "S3CRET"))).isEqualTo(new User("b", "n", null));
		assertThat(template.update(KEY, Map.of("name", "n", "password", "new"))).isEqualTo(SHOWN);
		assertThat(template.overwrite(USER)).isEqualTo(SHOWN);
		assertThat(template.batchOverwrite(List.of(USER)).written()).containsExactly(SHOWN);
		assertThat(template.delete(KEY)).contains(SHOWN);
		assertThat(this.hiding.announcements()).hasSize(6).allSatisfy((announcement) -> {
			ItemChange<?> change = announcement.change();
			change.newImage().known().ifPresent((item) -> assertThat(item.toMap()).doesNotContainKey("password"));
			change.oldImage().known().ifPresent((item) -> assertThat(item.toMap()).doesNotContainKey("password"));
		});
		ContractTable guarded = this.keeping.with(
				(table) -> table.writeOnly(WriteOnlyAttributes.HIDE).idempotence(IdempotenceDefinition.on("version")));
		Map<String, Object> versioned = new HashMap<>(USER);
		versioned.put("version", 1);
		guarded.template().insert(versioned);
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> guarded.template().update(KEY, Map.of("name", "m"), (options) -> options.expected(7)))
			.satisfies((ex) -> assertThat(ex.stored()).hasValueSatisfying(
					(item) -> assertThat(item.toMap()).containsKey("name").doesNotContainKey("password")));
	}

	@Test
	void areKeptByUpdatesThatDoNotSeeThem() {
		this.keeping.template().insert(USER);
		DaplugTemplate template = this.hiding.template();
		template.update(KEY, Map.of("name", "m"));
		template.update((query) -> query.hashKey("a").consistentRead(true), Map.of("name", "o"));
		assertThat(this.keeping.stored("a")).containsEntry("password", text("S3CRET"))
			.containsEntry("name", text("o"))
			.hasSize(USER.size());
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.update((query) -> query.hashKey("a").writeOnly(WriteOnlyAttributes.HIDE),
					Map.of("name", "p")))
			.withMessageContaining("'writeOnly'");
	}

	@Test
	void areKnownBySchemasAlone() {
		ContractTable bare = ContractTable.bare((table) -> table.writeOnly(WriteOnlyAttributes.HIDE));
		bare.put(Map.of("id", text("a"), "password", text("p")));
		assertThatIllegalStateException()
			.isThrownBy(() -> bare.template().get(KEY, (read) -> read.writeOnly(WriteOnlyAttributes.HIDE)))
			.withMessageContaining("'writeOnly' needs a schema");
		assertThat(bare.template().get(KEY)).contains(Map.of("id", "a", "password", "p"));
	}

}
