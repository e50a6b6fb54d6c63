package io.daplug.idempotence;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the guard says of a write.
 *
 * @param expectation what the write's condition demands; null when the write is stale and
 * to be ignored
 * @param next the value to write for the idempotence key; null to write what the caller
 * sent
 */
public record Verdict(@Nullable Expectation expectation, @Nullable AttributeValue next) {

	static final Verdict IGNORE = new Verdict(null, null);

}
