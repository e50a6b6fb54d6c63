package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugOperations;
import io.daplug.template.model.Source;
import io.daplug.template.model.WriteOptions;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Writes copies one by one, so that their changes are announced with what was there
 * before.
 */
final class SingleDestinationWriter implements DestinationWriter {

	private final MirrorDefinition mirror;

	private final DaplugOperations destination;

	SingleDestinationWriter(MirrorDefinition mirror, DaplugOperations destination) {
		this.mirror = mirror;
		this.destination = destination;
	}

	@Override
	public Puts put(List<Object> items) {
		List<Object> written = new ArrayList<>();
		List<Refused<Object>> refused = new ArrayList<>();
		for (Object item : items) {
			try {
				this.destination.overwrite(item, options());
				written.add(item);
			}
			catch (DataIntegrityViolationException | InvalidDataAccessApiUsageException ex) {
				refused.add(new Refused<>(item, ex, true));
			}
			catch (RuntimeException ex) {
				refused.add(new Refused<>(item, ex, false));
			}
		}
		return new Puts(written, refused);
	}

	@Override
	public List<Refused<ItemKey>> delete(List<ItemKey> keys) {
		List<Refused<ItemKey>> refused = new ArrayList<>();
		for (ItemKey key : keys) {
			try {
				this.destination.delete(key, (options) -> options.origin(this.mirror.origin()));
			}
			catch (InvalidKeyException ex) {
				// Nothing can be stored under a key that is unusable.
				continue;
			}
			catch (RuntimeException ex) {
				refused.add(new Refused<>(key, ex, false));
			}
		}
		return refused;
	}

	private Consumer<WriteOptions.Builder> options() {
		return (options) -> {
			options.from(Source.COPY).origin(this.mirror.origin()).publish(this.mirror.announce()).answerAsGiven();
			if (this.mirror.schema() != null) {
				options.schema(this.mirror.schema());
			}
		};
	}

}
