package io.daplug.test;

import java.util.concurrent.atomic.AtomicLong;

import io.daplug.id.GeneratedId;
import io.daplug.id.ItemIdGenerator;

/**
 * Makes the same ids in each run of a test: numbers that count from one, in the form that
 * is asked for. Declare it as a bean: each application context begins to count anew.
 */
public final class CountedIdGenerator implements ItemIdGenerator {

	private final AtomicLong last = new AtomicLong();

	/**
	 * Makes the next id.
	 * @param form the form
	 * @return {@code 00000000-0000-7000-8000-000000000001} for the first UUID of version
	 * 7, and so on
	 */
	@Override
	public String generate(GeneratedId form) {
		return id(form, this.last.incrementAndGet());
	}

	/**
	 * Returns an id that a generator makes.
	 * @param form the form
	 * @param number which one, counted from 1 over all forms
	 * @return the id
	 */
	public static String id(GeneratedId form, long number) {
		return switch (form) {
			case UUID -> "00000000-0000-4000-8000-%012d".formatted(number);
			case UUID_V7 -> "00000000-0000-7000-8000-%012d".formatted(number);
			case ULID -> "%026d".formatted(number);
		};
	}

}
