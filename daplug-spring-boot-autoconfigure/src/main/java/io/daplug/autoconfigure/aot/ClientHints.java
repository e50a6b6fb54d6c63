package io.daplug.autoconfigure.aot;

import io.daplug.dynamodb.AttemptInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets the SDK make, in a native image too, the interceptor that it finds by a resource:
 * it refuses to build a client otherwise.
 */
public final class ClientHints implements RuntimeHintsRegistrar {

	static final String INTERCEPTORS = "software/amazon/awssdk/services/dynamodb/execution.interceptors";

	/**
	 * Creates the hints.
	 */
	public ClientHints() {
	}

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern(INTERCEPTORS);
		hints.reflection().registerType(AttemptInterceptor.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
