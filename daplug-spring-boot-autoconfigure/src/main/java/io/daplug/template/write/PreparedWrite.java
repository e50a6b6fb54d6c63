package io.daplug.template.write;

import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.guard.Demand;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableKeys;
import io.daplug.template.claim.ClaimedWrite;
import io.daplug.template.context.WriteCall;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write, ready to be carried out. Nothing was sent to make it but what was read of
 * the stored item.
 *
 * @param <C> the type that its change is announced as
 * @param call the call that it is part of
 * @param attributes the item as it is written, or the key of the item that is removed;
 * both without prefixes
 * @param action what DynamoDB is asked to do
 * @param demand what the table demands of the stored item
 * @param before what is known of the stored item: none where the demand says so, known
 * where it was read
 */
public record PreparedWrite<C>(WriteCall<C> call, Map<String, AttributeValue> attributes, WriteAction action,
		Demand demand, ItemImage<C> before) {

	/** The prefixes that are on the action's attributes. */
	KeyPrefixer prefixer() {
		return this.action.prefixer();
	}

	/** The same as a write that moves claims. */
	ClaimedWrite claimed(RequestForm form, TableKeys keys) {
		return new ClaimedWrite(form.operation(), keys.shown(this.attributes), prefixer(),
				this.action.transacted(form.tableName(), form.condition()), this.action.claims());
	}

}
