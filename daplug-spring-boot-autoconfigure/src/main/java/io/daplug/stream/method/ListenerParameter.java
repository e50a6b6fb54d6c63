package io.daplug.stream.method;

import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.OldItem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * One parameter of a listener: which part of a change it takes, as what type.
 */
final class ListenerParameter {

	/**
	 * The parts of a change.
	 */
	enum Role {

		CHANGE("change"), NEW_ITEM("new item"), OLD_ITEM("old item"), KEY("key"), ORIGIN("origin");

		private final String text;

		Role(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	private final Role role;

	private final String text;

	private final Set<ChangeKind> operations;

	private final boolean nullable;

	private final Class<?> itemType;

	private final Function<ItemChange<?>, @Nullable Object> argument;

	private ListenerParameter(Role role, MethodParameter parameter, Set<ChangeKind> operations, Class<?> itemType,
			Function<ItemChange<?>, @Nullable Object> argument) {
		this.role = role;
		this.text = "parameter %d of type '%s' (the %s)".formatted(parameter.getParameterIndex() + 1,
				parameter.getParameterType().getSimpleName(), role);
		this.operations = operations;
		this.nullable = parameter.isOptional();
		this.itemType = itemType;
		this.argument = argument;
	}

	static ListenerParameter of(String listener, MethodParameter parameter, ItemConverter converter) {
		ResolvableType declared = ResolvableType.forMethodParameter(parameter);
		Class<?> type = declared.toClass();
		boolean old = parameter.hasParameterAnnotation(OldItem.class);
		if (ItemChange.class.isAssignableFrom(type)) {
			refuseOldItem(listener, parameter, old);
			ItemTypes types = new ItemTypes(itemType(listener, parameter, declared.as(ItemChange.class)), converter);
			return new ListenerParameter(Role.CHANGE, parameter, kinds(type), types.type().rawClass(), types::change);
		}
		if (type == ItemKey.class) {
			refuseOldItem(listener, parameter, old);
			return new ListenerParameter(Role.KEY, parameter, EnumSet.allOf(ChangeKind.class), Object.class,
					ItemChange::key);
		}
		if (type == ChangeOrigin.class) {
			refuseOldItem(listener, parameter, old);
			return new ListenerParameter(Role.ORIGIN, parameter, EnumSet.allOf(ChangeKind.class), Object.class,
					ItemChange::origin);
		}
		return item(listener, parameter, declared, old, converter);
	}

	private static ListenerParameter item(String listener, MethodParameter parameter, ResolvableType declared,
			boolean old, ItemConverter converter) {
		boolean wrapped = declared.toClass() == Item.class;
		ItemType<?> type = wrapped ? itemType(listener, parameter, declared) : type(declared);
		if (!wrapped) {
			requireItemType(listener, parameter, type.rawClass());
		}
		ItemTypes types = new ItemTypes(type, converter);
		Function<Item<?>, @Nullable Object> value = wrapped ? types::item : types::value;
		EnumSet<ChangeKind> all = EnumSet.allOf(ChangeKind.class);
		if (old) {
			return new ListenerParameter(Role.OLD_ITEM, parameter,
					parameter.isOptional() ? all : EnumSet.of(ChangeKind.MODIFY, ChangeKind.REMOVE), type.rawClass(),
					(change) -> known(change.oldImage(), value));
		}
		return new ListenerParameter(Role.NEW_ITEM, parameter,
				parameter.isOptional() ? all : EnumSet.of(ChangeKind.INSERT, ChangeKind.MODIFY), type.rawClass(),
				(change) -> known(change.newImage(), value));
	}

	private static @Nullable Object known(ItemImage<?> image, Function<Item<?>, @Nullable Object> value) {
		return image.isKnown() ? value.apply(image.item()) : null;
	}

	private static void refuseOldItem(String listener, MethodParameter parameter, boolean old) {
		if (old) {
			throw new InvalidListenerException(listener,
					"has @OldItem on parameter %d, which takes no item but a '%s'"
						.formatted(parameter.getParameterIndex() + 1, parameter.getParameterType().getSimpleName()),
					"Remove the annotation, or take the item's type.");
		}
	}

	private static Set<ChangeKind> kinds(Class<?> type) {
		if (type == ItemInserted.class) {
			return EnumSet.of(ChangeKind.INSERT);
		}
		if (type == ItemModified.class) {
			return EnumSet.of(ChangeKind.MODIFY);
		}
		return (type == ItemRemoved.class) ? EnumSet.of(ChangeKind.REMOVE) : EnumSet.allOf(ChangeKind.class);
	}

	/** Items stay as they are where no type is named. */
	private static ItemType<?> itemType(String listener, MethodParameter parameter, ResolvableType declared) {
		ItemType<?> type = type(declared.getGeneric());
		if (type.rawClass() != Object.class) {
			requireItemType(listener, parameter, type.rawClass());
		}
		return type;
	}

	/** A map is given with the values it has, whatever its arguments say of them. */
	private static ItemType<?> type(ResolvableType declared) {
		Class<?> type = declared.resolve(Object.class);
		return (type != Map.class && declared.getType() instanceof ParameterizedType generic) ? ItemType.of(generic)
				: ItemType.of(type);
	}

	private static void requireItemType(String listener, MethodParameter parameter, Class<?> type) {
		boolean simple = BeanUtils.isSimpleValueType(type) || type == Object.class;
		if (simple || type.isArray() || type == Optional.class || Collection.class.isAssignableFrom(type)) {
			String action = (type == Optional.class) ? "Declare the item's type, @Nullable."
					: "Take the change, an item as map, record, class or JsonNode, the 'ItemKey' or the 'ChangeOrigin'.";
			throw new InvalidListenerException(listener, "cannot be given parameter %d: nothing of a change is a '%s'"
				.formatted(parameter.getParameterIndex() + 1, type.getSimpleName()), action);
		}
	}

	Role role() {
		return this.role;
	}

	/** The kinds of changes that have something for this parameter. */
	Set<ChangeKind> operations() {
		return this.operations;
	}

	/** The type that items are read as; that of all objects if there is none. */
	Class<?> itemType() {
		return this.itemType;
	}

	/** The images that must be known. */
	Set<ImageKind> needs() {
		if (this.nullable) {
			return Set.of();
		}
		return switch (this.role) {
			case NEW_ITEM -> Set.of(ImageKind.NEW);
			case OLD_ITEM -> Set.of(ImageKind.OLD);
			default -> Set.of();
		};
	}

	boolean accepts(ItemChange<?> change) {
		return this.operations.contains(ChangeKind.of(change)) && (this.nullable || switch (this.role) {
			case NEW_ITEM -> change.newImage().isKnown();
			case OLD_ITEM -> change.oldImage().isKnown();
			default -> true;
		});
	}

	@Nullable Object argument(ItemChange<?> change) {
		return this.argument.apply(change);
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * Reads items as one type, or leaves them as they are if that is {@link Object}.
	 */
	private record ItemTypes(ItemType<?> type, ItemConverter converter) {

		ItemChange<?> change(ItemChange<?> change) {
			return (isRead(change.oldImage()) && isRead(change.newImage())) ? change
					: change.as(this.type, this.converter);
		}

		Item<?> item(Item<?> item) {
			return isRead(item) ? item : new Item<>(item.attributes(), this.type, this.converter);
		}

		Object value(Item<?> item) {
			if (this.type == ItemType.MAP) {
				return item.toMap();
			}
			if (!isRead(item)) {
				return item.as(this.type);
			}
			// Objects that can be changed are not shared with other listeners.
			return item.type().rawClass().isRecord() ? item.value() : item.as(item.type());
		}

		private boolean isRead(ItemImage<?> image) {
			return !image.isKnown() || isRead(image.item());
		}

		/** An item of a type that extends the wanted one stays what it is. */
		private boolean isRead(Item<?> item) {
			return item.type().equals(this.type)
					|| (this.type.type() instanceof Class<?> wanted && wanted.isAssignableFrom(item.type().rawClass()));
		}

	}

}
