package io.daplug.id;

import java.util.UUID;

import com.github.f4b6a3.ulid.UlidCreator;
import com.github.f4b6a3.uuid.UuidCreator;

/**
 * Makes ids that begin with the time later from one to the next, also if the clock is set
 * back a little.
 */
final class StandardIdGenerator implements ItemIdGenerator {

	static final StandardIdGenerator INSTANCE = new StandardIdGenerator();

	private StandardIdGenerator() {
	}

	@Override
	public String generate(GeneratedId form) {
		return switch (form) {
			case UUID -> UUID.randomUUID().toString();
			case UUID_V7 -> UuidCreator.getTimeOrderedEpoch().toString();
			case ULID -> UlidCreator.getMonotonicUlid().toString();
		};
	}

}
