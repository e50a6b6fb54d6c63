package io.daplug.id;

/**
 * Makes the ids of inserted items. An application replaces it by a bean of this type,
 * such as one that makes the same ids in each run of a test.
 */
@FunctionalInterface
public interface ItemIdGenerator {

	/**
	 * Makes an id. Called by any number of threads, once for each attribute of each
	 * insert that lacks it.
	 * @param form the form that the table asks for
	 * @return the id, which must not be empty
	 */
	String generate(GeneratedId form);

	/**
	 * Returns the generator that makes ids of the time and of secure random numbers.
	 * @return the generator, the same one for the whole process
	 */
	static ItemIdGenerator standard() {
		return StandardIdGenerator.INSTANCE;
	}

}
