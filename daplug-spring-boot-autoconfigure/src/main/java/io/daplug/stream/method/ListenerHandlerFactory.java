package io.daplug.stream.method;

import io.daplug.event.ChangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Makes a handler for listener methods that are not simply called for each change, such
 * as those with an annotation of their own. When the application starts, all beans of
 * this type are asked in their order, and the first handler is used. It is given changes
 * of all kinds, unless the listener names its operations.
 */
@FunctionalInterface
public interface ListenerHandlerFactory {

	/**
	 * Makes the handler of a listener method.
	 * @param method the method
	 * @return the handler; null if this factory has none for the method
	 */
	@Nullable ChangeHandler create(ListenerMethod method);

}
