package io.daplug.template;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;

/**
 * Names the type in every call.
 */
record TypedTemplate<T>(DaplugOperations operations, Class<T> type) implements TypedOperations<T> {

	@Override
	public T insert(T item, Consumer<WriteOptions.Builder> options) {
		return this.operations.insert(item, options);
	}

	@Override
	public T overwrite(T item, Consumer<WriteOptions.Builder> options) {
		return this.operations.overwrite(item, options);
	}

	@Override
	public T update(ItemKey key, Object patch, Consumer<UpdateOptions.Builder> options) {
		return this.operations.update(key, patch, this.type, options);
	}

	@Override
	public Optional<T> delete(ItemKey key, Consumer<DeleteOptions.Builder> options) {
		return this.operations.delete(key, this.type, options);
	}

	@Override
	public Optional<T> get(ItemKey key, Consumer<ReadOptions.Builder> options) {
		return this.operations.get(key, this.type, options);
	}

	@Override
	public Stream<T> query(Consumer<QueryOptions.Builder> query) {
		return this.operations.query(query, this.type);
	}

	@Override
	public Page<T> page(Consumer<QueryOptions.Builder> query, PageRequest page) {
		return this.operations.page(query, page, this.type);
	}

	@Override
	public Stream<T> scan(Consumer<ScanOptions.Builder> scan) {
		return this.operations.scan(scan, this.type);
	}

	@Override
	public BatchResult<T> batchInsert(Collection<T> items) {
		return this.operations.batchInsert(items);
	}

}
