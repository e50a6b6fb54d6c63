package io.daplug.template.read;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads page by page, as they are asked for.
 */
final class SequentialPageSource implements PageSource<Map<String, AttributeValue>> {

	private final ReadRequest request;

	private @Nullable Map<String, AttributeValue> lastKey;

	private boolean ended;

	SequentialPageSource(ReadRequest request) {
		this.request = request;
	}

	@Override
	public @Nullable ReadPage<Map<String, AttributeValue>> next(@Nullable Integer limit) {
		if (this.ended) {
			return null;
		}
		ReadPage<Map<String, AttributeValue>> page = this.request.read(this.lastKey, limit);
		this.lastKey = page.lastKey();
		this.ended = this.lastKey == null;
		return page;
	}

	@Override
	public void close() {
		this.ended = true;
	}

}
