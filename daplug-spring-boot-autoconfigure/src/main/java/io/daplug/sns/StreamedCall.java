package io.daplug.sns;

import io.daplug.event.AnnouncedCall;
import io.daplug.event.MessageOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a call says that never comes into the stream of its table, because the stream has
 * only the items before and after.
 */
final class StreamedCall {

	private StreamedCall() {
	}

	/** The rest of a sentence about the message; null if nothing would be lost. */
	static @Nullable String unknown(AnnouncedCall call) {
		MessageOptions message = call.message();
		if (!call.publish()) {
			return lost("that a call is not announced", "'publish(false)'");
		}
		if (!message.attributes().isEmpty()) {
			return lost("the attributes of a call", "'attribute' of its message");
		}
		if (message.data() != null) {
			return lost("the data of a call", "'data' of its message");
		}
		if (message.group() != null || message.deduplication() != null) {
			return lost("the ids that a call gives", "'group' and 'deduplication' of its message");
		}
		if (call.ownSchema()) {
			return lost("the schema of a call", "'schema' and 'noSchema'");
		}
		return call.ownPrefix() ? lost("the prefixes of a call", "'prefix'") : null;
	}

	private static String lost(String what, String option) {
		return ("comes from the table's stream, which does not tell %s: leave out %s, or set 'sns.publish-from' of the "
				+ "table to 'write'")
			.formatted(what, option);
	}

}
