package io.daplug.singletable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.singletable.TypedItems.TypedItem;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Nullness;
import org.springframework.core.ResolvableType;
import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * What a record wants of an item collection, by the types of its components.
 */
final class CollectionPlan {

	private final Constructor<?> constructor;

	private final List<Part> parts;

	/** How many items a component takes. */
	private enum Number {

		ONE, ONE_OR_NULL, OPTIONAL, ALL

	}

	/**
	 * A component.
	 *
	 * @param name its name
	 * @param type the type of its items; {@link Map} for unknown ones
	 * @param number how many it takes
	 */
	private record Part(String name, Class<?> type, Number number) {

		boolean takes(TypedItem item) {
			return (this.type == Map.class) ? item.type() == null : item.is(this.type);
		}

	}

	private CollectionPlan(Constructor<?> constructor, List<Part> parts) {
		this.constructor = constructor;
		this.parts = parts;
	}

	static CollectionPlan of(Class<?> type, TypedItems items) {
		if (!type.isRecord()) {
			throw new SingleTableDefinitionException(type, null,
					"%s is no record, so its components cannot say what it wants of a collection"
						.formatted(type.getName()),
					"Make it a record");
		}
		List<Part> parts = Arrays.stream(type.getRecordComponents())
			.map((component) -> part(component, items))
			.toList();
		Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(parameters);
			constructor.trySetAccessible();
			return new CollectionPlan(constructor, parts);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record has a constructor of its components", ex);
		}
	}

	private static Part part(RecordComponent component, TypedItems items) {
		Class<?> raw = component.getType();
		ResolvableType generic = ResolvableType.forType(component.getGenericType());
		boolean many = raw == List.class || raw == Collection.class || raw == Iterable.class;
		Class<?> type = (many || raw == Optional.class) ? generic.getGeneric().toClass() : raw;
		if (type != Map.class) {
			if (type == Object.class || items.types(type).isEmpty()) {
				throw new SingleTableDefinitionException(component.getDeclaringRecord(), component.getName(),
						"Component '%s' of %s wants items of %s, which are in no collection of the table"
							.formatted(component.getName(), component.getDeclaringRecord().getName(), type.getName()),
						"Let it be a type of the table, or an Optional or List of one");
			}
		}
		else if (!many) {
			throw new SingleTableDefinitionException(component.getDeclaringRecord(), component.getName(),
					"Component '%s' of %s wants one unknown item".formatted(component.getName(),
							component.getDeclaringRecord().getName()),
					"Let it be a List of maps, which takes all unknown items");
		}
		return new Part(component.getName(), type, number(component, many));
	}

	private static Number number(RecordComponent component, boolean many) {
		if (many) {
			return Number.ALL;
		}
		if (component.getType() == Optional.class) {
			return Number.OPTIONAL;
		}
		return (Nullness.forMethodReturnType(component.getAccessor()) == Nullness.NULLABLE) ? Number.ONE_OR_NULL
				: Number.ONE;
	}

	/** Makes the record of the items of a collection. */
	Object make(List<TypedItem> collection, TypedItems items, String name) {
		List<List<Object>> found = new ArrayList<>();
		this.parts.forEach((part) -> found.add(new ArrayList<>()));
		for (TypedItem item : collection) {
			Object read = null;
			for (int i = 0; i < found.size(); i++) {
				if (this.parts.get(i).takes(item)) {
					read = (read != null) ? read : items.read(item);
					found.get(i).add(read);
				}
			}
		}
		@Nullable Object[] arguments = new @Nullable Object[found.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = argument(this.parts.get(i), found.get(i), name);
		}
		return create(arguments);
	}

	private @Nullable Object argument(Part part, List<Object> found, String name) {
		if (part.number() == Number.ALL) {
			return List.copyOf(found);
		}
		if (found.size() > 1 || (found.isEmpty() && part.number() == Number.ONE)) {
			throw new IncorrectResultSizeDataAccessException("%s has %d items of %s, and component '%s' of %s takes %s"
				.formatted(name, found.size(), part.type().getSimpleName(), part.name(),
						this.constructor.getDeclaringClass().getSimpleName(),
						(part.number() == Number.ONE) ? "one" : "one at most"),
					1, found.size());
		}
		if (part.number() == Number.OPTIONAL) {
			return found.stream().findFirst();
		}
		return found.isEmpty() ? null : found.get(0);
	}

	private Object create(@Nullable Object[] arguments) {
		try {
			return this.constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof RuntimeException thrown) {
				throw thrown;
			}
			throw new IllegalStateException(ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw new SingleTableDefinitionException(this.constructor.getDeclaringClass(), null,
					"%s cannot be created: its module keeps it to itself"
						.formatted(this.constructor.getDeclaringClass().getName()),
					"Make the record public, or open its package");
		}
	}

}
