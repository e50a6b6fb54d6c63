package io.daplug.item;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * View of a collection whose elements are converted on the way out.
 */
final class ConvertedList extends AbstractCollection<AttributeValue> {

	private final AttributeWriter writer;

	private final Collection<?> source;

	private final int level;

	ConvertedList(AttributeWriter writer, Collection<?> source, int level) {
		this.writer = writer;
		this.source = source;
		this.level = level;
	}

	@Override
	public int size() {
		return this.source.size();
	}

	@Override
	public void forEach(Consumer<? super AttributeValue> action) {
		int index = 0;
		for (Object element : this.source) {
			action.accept(convert(index, element));
			index++;
		}
	}

	private AttributeValue convert(int index, @Nullable Object element) {
		try {
			return this.writer.value(element, this.level);
		}
		catch (InvalidItemException ex) {
			throw ex.within(index);
		}
	}

	@Override
	public Iterator<AttributeValue> iterator() {
		List<AttributeValue> converted = new ArrayList<>();
		forEach(converted::add);
		return converted.iterator();
	}

}
