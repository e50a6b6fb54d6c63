package io.daplug.conformance;

import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.MessageOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the ancestor says about its message.
 *
 * @param publish whether there is one
 * @param attributes attributes of its own
 * @param data what is sent instead of the item
 * @param group the message group id
 * @param deduplication the message deduplication id
 */
record Announced(boolean publish, Map<String, @Nullable Object> attributes, @Nullable Object data,
		@Nullable String group, @Nullable String deduplication) {

	private static final String DATA = "publish_data";

	/** The ancestor sends nothing where the data that it is to send is empty. */
	static Announced take(Arguments arguments) {
		boolean nothing = arguments.has(DATA) && !arguments.truthy(DATA);
		return new Announced(arguments.flag("publish", true) && !nothing, arguments.mapOrEmpty("sns_attributes"),
				arguments.value(DATA), arguments.text("fifo_group_id"), arguments.text("fifo_duplication_id"));
	}

	void applyTo(Consumer<Boolean> publish, Consumer<Consumer<MessageOptions.Builder>> message) {
		publish.accept(this.publish);
		message.accept((options) -> {
			this.attributes.forEach(options::attribute);
			if (this.data != null) {
				options.data(this.data);
			}
			if (this.group != null) {
				options.group(this.group);
			}
			if (this.deduplication != null) {
				options.deduplication(this.deduplication);
			}
		});
	}

}
