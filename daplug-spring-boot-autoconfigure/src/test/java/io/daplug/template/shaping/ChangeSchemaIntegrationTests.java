package io.daplug.template.shaping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.Source;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.shaping.ContractTable.message;
import static io.daplug.template.shaping.ContractTable.number;
import static io.daplug.template.shaping.ContractTable.refused;
import static io.daplug.template.shaping.ContractTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for changes that are held against the schema, path by path or as a whole.
 */
class ChangeSchemaIntegrationTests {

	private static final String ORDER = """
			Item:
			  type: object
			  required: [id, status]
			  properties:
			    id: {type: string}
			    status: {type: string, enum: [NEW, PAID]}
			    stock: {type: integer, minimum: 0}
			    weight: {type: number}
			    secret: {type: string, readOnly: true}
			    tags: {type: array, maxItems: 2, items: {type: string, maxLength: 3}}
			    nothing: {type: [string, "null"]}
			    mode: {type: string, default: fast}
			    address:
			      type: object
			      required: [city]
			      properties:
			        city: {type: string}
			        zip: {type: string, pattern: "^[0-9]+$"}
			        checked: {type: string, readOnly: true}
			    lines:
			      type: array
			      items:
			        type: object
			        properties:
			          sku: {type: string}
			          count: {type: integer}
			    closed:
			      type: object
			      additionalProperties: false
			      properties:
			        a: {type: string}
			""";

	private static final ItemKey KEY = ItemKey.of("a");

	private final ContractTable table = ContractTable.of(ORDER);

	private final DaplugTemplate template = this.table.template();

	private List<String> violations(UpdateExpression change) {
		return refused(() -> this.template.upsert(KEY, change, ChangeOptions.DEFAULTS));
	}

	@Test
	void checksEachValueByThePartThatItsPathNames() {
		assertThat(violations(UpdateExpression.of((change) -> change.set("status", "LOST")
			.set("stock", -1)
			.set("address.zip", "x")
			.set("lines[3].count", 1.5)
			.append("tags", "long text", 7)
			.set("nothing", 1)
			.setIfAbsent("weight", "heavy")))).containsExactlyInAnyOrder("/status enum", "/stock minimum",
					"/address/zip pattern", "/lines/3/count type", "/tags/- maxLength", "/tags/- type", "/nothing type",
					"/weight type");
		assertThat(violations(UpdateExpression.of((change) -> change.set("address", Map.of("zip", "1")))))
			.containsExactly("/address/city required");
		assertThat(violations(UpdateExpression.of((change) -> change.set("status", null))))
			.containsExactly("/status type");
		assertThat(violations(UpdateExpression
			.of((change) -> change.set("nothing", null).set("status", "NEW").append("tags", "abc")))).isEmpty();
	}

	@Test
	void checksNumbersThatAreAddedAndListsAndSetsThatGrow() {
		assertThat(violations(UpdateExpression.of((change) -> change.add("status", 1))))
			.containsExactly("/status type");
		assertThat(violations(UpdateExpression.of((change) -> change.add("stock", 0.5))))
			.containsExactly("/stock type");
		assertThat(violations(UpdateExpression.of((change) -> change.append("stock", 1))))
			.containsExactly("/stock type");
		assertThat(violations(UpdateExpression.of((change) -> change.addToSet("status", "x"))))
			.containsExactly("/status type");
		assertThat(violations(UpdateExpression.of((change) -> change.addToSet("tags", "long text"))))
			.containsExactly("/tags/- maxLength");
		assertThat(violations(UpdateExpression.of((change) -> change.add("weight", 0.5).add("stock", -1)))).isEmpty();
	}

	@Test
	void refusesAPathIntoWhatHasNothingInside() {
		assertThat(message(() -> this.template.change(KEY, (change) -> change.set("stock.left", 1))))
			.contains("/stock must be integer, so there is no 'left' inside");
		assertThat(violations(UpdateExpression.of((change) -> change.remove("address[0]"))))
			.containsExactly("/address type");
		assertThat(violations(UpdateExpression.of((change) -> change.set("lines.sku", 1))))
			.containsExactly("/lines type");
	}

	@Test
	void refusesToRemoveWhatIsRequired() {
		assertThat(violations(UpdateExpression.of((change) -> change.remove("status").remove("address.city"))))
			.containsExactly("/address/city required", "/status required");
		assertThat(violations(UpdateExpression.of((change) -> change.remove("stock")))).isEmpty();
	}

	@Test
	void treatsUnknownNamesAsTheTableDoes() {
		assertThat(this.template.upsert(KEY, (change) -> change.set("stauts", "NEW").set("status", "NEW")))
			.containsOnlyKeys("id", "status");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.template.upsert(KEY, (change) -> change.set("stauts", "NEW")))
			.withMessageContaining("'stauts'")
			.withMessageContaining("did you mean 'status'?");
		assertThat(message(() -> this.template.upsert(KEY, (change) -> change.set("stauts", "NEW"),
				(options) -> options.unknown(UnknownInput.REFUSE))))
			.contains("/stauts is not known to the schema; did you mean 'status'?");
		assertThat(message(() -> this.template.upsert(KEY, (change) -> change.set("closed.b", "x"))))
			.contains("/closed/b");
		this.table.put(Map.of("id", text("a"), "status", text("NEW"), "legacy", number(1)));
		assertThat(this.template.change(KEY, (change) -> change.remove("legacy"))).containsOnlyKeys("id", "status");
		assertThat(this.template.change(KEY, (change) -> change.set("lines", List.of(Map.of("sku", "s", "x", 1)))))
			.containsEntry("lines", List.of(Map.of("sku", "s")));
	}

	@Test
	void refusesWhatClientsMustNotSend() {
		ChangeOptions client = ChangeOptions.of((options) -> options.from(Source.CLIENT));
		UpdateExpression change = UpdateExpression
			.of((builder) -> builder.set("secret", "s").set("address", Map.of("city", "Ulm", "checked", "y")));
		assertThat(refused(() -> this.template.upsert(KEY, change, client)))
			.containsExactly("/address/checked readOnly", "/secret readOnly");
		assertThat(refused(
				() -> this.template.upsert(KEY, UpdateExpression.of((builder) -> builder.remove("secret")), client)))
			.containsExactly("/secret readOnly");
		assertThat(this.template.upsert(KEY, (builder) -> builder.set("status", "NEW"),
				(options) -> options.from(Source.CLIENT).set("secret", "ours")))
			.containsEntry("secret", "ours");
	}

	@Test
	void checksNothingWhereTheCallSaysSo() {
		assertThat(this.template.upsert(KEY, (change) -> change.set("stock", -1),
				(options) -> options.validation(Validation.NONE)))
			.containsEntry("stock", new BigDecimal("-1"));
		assertThat(this.template.upsert(KEY, (change) -> change.set("stauts", 1), (options) -> options.noSchema()))
			.containsEntry("stauts", BigDecimal.ONE);
		assertThatIllegalStateException()
			.isThrownBy(() -> ChangeOptions.of((options) -> options.noSchema().checkWhole()))
			.withMessageContaining("'checkWhole'");
	}

	@Test
	void appliesNoDefaultToAChangeAndASetIfAbsentToARecord() {
		assertThat(this.template.upsert(KEY, (change) -> change.set("status", "NEW"))).doesNotContainKey("mode");
		this.table.put(Map.of("id", text("b"), "status", text("NEW"), "mode", text("slow")));
		assertThat(this.template.upsert(Map.of("id", "b", "status", "PAID"))).containsEntry("mode", "slow")
			.containsEntry("status", "PAID");
		assertThat(this.template.upsert(Map.of("id", "c", "status", "PAID"))).containsEntry("mode", "fast");
		assertThat(refused(() -> this.template.upsert(Map.of("id", "b", "stock", 1))))
			.containsExactly("/status required");
	}

	@Test
	void checksTheWholeItemWhenAsked() {
		this.table.put(Map.of("id", text("a"), "status", text("NEW"), "stock", number(1), "tags",
				AttributeValue.fromL(List.of(text("a"), text("b")))));
		UpdateExpression change = UpdateExpression.of((builder) -> builder.add("stock", -2).append("tags", "c"));
		ChangeOptions whole = ChangeOptions.of((options) -> options.checkWhole());
		assertThat(refused(() -> this.template.change(KEY, change, whole))).containsExactly("/stock minimum",
				"/tags maxItems");
		assertThat(this.template.change(KEY, UpdateExpression.of((builder) -> builder.add("stock", -1)), whole))
			.containsEntry("stock", BigDecimal.ZERO);
		assertThat(refused(() -> this.template.upsert(ItemKey.of("b"),
				UpdateExpression.of((builder) -> builder.set("stock", 1)), whole)))
			.containsExactly("/status required");
		assertThat(this.template.upsert(ItemKey.of("b"), UpdateExpression.of((builder) -> builder.set("status", "NEW")),
				whole))
			.containsEntry("status", "NEW");
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.template.change(ItemKey.of("c"), change, whole));
		assertThatExceptionOfType(UnfitChangeException.class)
			.isThrownBy(() -> this.template.change(KEY,
					UpdateExpression.of((builder) -> builder.set("address.zip", "1")), whole))
			.withMessageContaining("there is no map at 'address'");
	}

	@Test
	void failsForWhatTheChangeDoesAndNotForWhatWasThere() {
		this.table.put(Map.of("id", text("a"), "stock", number(-5), "address",
				AttributeValue.fromM(Map.of("zip", text("x")))));
		ChangeOptions whole = ChangeOptions.of((options) -> options.checkWhole());
		assertThat(this.template.change(KEY, UpdateExpression.of((builder) -> builder.set("weight", 1)), whole))
			.containsEntry("weight", BigDecimal.ONE);
		assertThat(
				this.template.change(KEY, UpdateExpression.of((builder) -> builder.set("address.city", "Ulm")), whole))
			.containsKey("address");
		assertThat(refused(() -> this.template.change(KEY, UpdateExpression.of((builder) -> builder.set("weight", 2)),
				ChangeOptions.of((options) -> options.validation(Validation.WHOLE)))))
			.contains("/status required", "/stock minimum");
	}

}
