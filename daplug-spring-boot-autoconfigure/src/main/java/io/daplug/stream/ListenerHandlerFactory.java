package io.daplug.stream;

import io.daplug.event.ChangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Makes handlers of listener methods that are more than methods to call, by an annotation
 * of their own for instance. All such beans are asked at start, in their order; the first
 * answer counts. What answers is given changes of all kinds, unless the listener names
 * its operations.
 */
@FunctionalInterface
public interface ListenerHandlerFactory {

	/**
	 * Makes the handler of a listener method.
	 * @param method the method
	 * @return the handler; null if the method is none of this factory's
	 */
	@Nullable ChangeHandler create(ListenerMethod method);

}
