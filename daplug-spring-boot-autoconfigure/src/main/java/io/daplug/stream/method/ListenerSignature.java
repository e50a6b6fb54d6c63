package io.daplug.stream.method;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.OldItem;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * What the parameters of a listener want of a change, and which kinds of changes have
 * that.
 */
final class ListenerSignature {

	private final String listener;

	private final List<ListenerParameter> parameters;

	private final Set<ChangeKind> operations;

	private ListenerSignature(String listener, List<ListenerParameter> parameters) {
		this.listener = listener;
		this.parameters = parameters;
		Set<ChangeKind> possible = EnumSet.allOf(ChangeKind.class);
		parameters.forEach((parameter) -> possible.retainAll(parameter.operations()));
		this.operations = Collections.unmodifiableSet(possible);
	}

	static ListenerSignature of(String listener, Class<?> type, Method method, ItemConverter converter) {
		refuseLateAnswers(listener, ResolvableType.forMethodReturnType(method, type));
		List<ListenerParameter> parameters = new ArrayList<>();
		for (int index = 0; index < method.getParameterCount(); index++) {
			MethodParameter parameter = new MethodParameter(method, index).withContainingClass(type);
			ListenerParameter found = ListenerParameter.of(listener, parameter, converter);
			parameters.stream().filter((other) -> other.role() == found.role()).findFirst().ifPresent((other) -> {
				throw twice(listener, other, found);
			});
			parameters.add(found);
		}
		ListenerSignature signature = new ListenerSignature(listener, parameters);
		if (signature.operations.isEmpty()) {
			throw new InvalidListenerException(listener,
					"can receive no change: none has all of %s".formatted(parameters),
					"Declare parameters @Nullable that need not be there, or take an 'ItemChange'.");
		}
		return signature;
	}

	private static InvalidListenerException twice(String listener, ListenerParameter first, ListenerParameter second) {
		String action = (second.role() == ListenerParameter.Role.NEW_ITEM)
				? "Annotate the one that takes the item as it was before with @OldItem." : "Remove one of the two.";
		return new InvalidListenerException(listener,
				"takes the %s twice: %s and %s".formatted(second.role(), first, second), action);
	}

	/** A method whose work goes on after it returned would not be waited for. */
	private static void refuseLateAnswers(String listener, ResolvableType returned) {
		if (ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned.toClass()) != null
				|| Future.class.isAssignableFrom(returned.toClass())) {
			throw new InvalidListenerException(listener,
					"returns %s, which nobody waits for".formatted(returned.toClass().getSimpleName()),
					"Do the work before the method returns: it is called on a thread of its own.");
		}
	}

	/** The kinds of changes that have what the parameters need. */
	Set<ChangeKind> operations() {
		return this.operations;
	}

	/** The types that items are read as. */
	List<Class<?>> itemTypes() {
		return this.parameters.stream().<Class<?>>map(ListenerParameter::itemType).toList();
	}

	/** The images that must be known. */
	Set<ImageKind> needs() {
		Set<ImageKind> needs = EnumSet.noneOf(ImageKind.class);
		this.parameters.forEach((parameter) -> needs.addAll(parameter.needs()));
		return needs;
	}

	/** Refuses kinds of changes that this signature cannot receive. */
	void requireReceivable(Set<ChangeKind> wanted) {
		for (ChangeKind kind : wanted) {
			for (ListenerParameter parameter : this.parameters) {
				if (!parameter.operations().contains(kind)) {
					throw new InvalidListenerException(this.listener,
							"is declared for %s, which has no %s".formatted(kind, parameter),
							"Take %s out of its operations, or declare the parameter %s.".formatted(kind,
									(parameter.role() == ListenerParameter.Role.CHANGE) ? "as 'ItemChange'"
											: "@Nullable"));
				}
			}
		}
	}

	/** The parameter that a change has nothing for. */
	@Nullable ListenerParameter missing(ItemChange<?> change) {
		for (ListenerParameter parameter : this.parameters) {
			if (!parameter.accepts(change)) {
				return parameter;
			}
		}
		return null;
	}

	@Nullable Object[] arguments(ItemChange<?> change) {
		ListenerParameter missing = missing(change);
		if (missing != null) {
			throw new InvalidListenerException(this.listener,
					"takes %s, and the source of the change of table '%s' does not know it".formatted(missing,
							change.table()),
					"Declare the parameter @Nullable.");
		}
		@Nullable Object[] arguments = new @Nullable Object[this.parameters.size()];
		for (int index = 0; index < arguments.length; index++) {
			arguments[index] = this.parameters.get(index).argument(change);
		}
		return arguments;
	}

}
