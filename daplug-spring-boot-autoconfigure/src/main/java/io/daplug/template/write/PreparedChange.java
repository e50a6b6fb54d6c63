package io.daplug.template.write;

import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.KnownImages;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * A change of a part of an item, ready to be carried out.
 *
 * @param <C> the type that it is announced as
 * @param write the write
 * @param answer what the caller gets
 * @param images what the announcement is to know
 * @param seeing whether an item that does not meet the demand may be changed all the
 * same, once it is seen
 */
record PreparedChange<C>(PreparedWrite<C> write, ChangeAnswer answer, KnownImages images, boolean seeing) {

	/** What DynamoDB is asked to answer with. */
	ReturnValue asked(boolean heard) {
		if (heard && this.images == KnownImages.BOTH) {
			return ReturnValue.ALL_OLD;
		}
		return switch (this.answer) {
			case NEW -> ReturnValue.ALL_NEW;
			case OLD -> ReturnValue.ALL_OLD;
			case NOTHING -> ReturnValue.NONE;
		};
	}

	UpdateAction action() {
		return (UpdateAction) this.write.action();
	}

}
