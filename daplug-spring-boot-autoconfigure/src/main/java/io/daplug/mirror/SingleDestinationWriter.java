package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.item.InvalidKeyException;
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
	public Puts put(List<CopyStep> steps) {
		List<CopyStep> written = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		for (CopyStep step : steps) {
			try {
				this.destination.overwrite(step.put(), options());
				written.add(step);
			}
			catch (DataIntegrityViolationException | InvalidDataAccessApiUsageException ex) {
				refused.add(new Refused(step, ex, true));
			}
			catch (RuntimeException ex) {
				refused.add(new Refused(step, ex, false));
			}
		}
		return new Puts(written, refused);
	}

	@Override
	public List<Refused> delete(List<CopyStep> steps) {
		List<Refused> refused = new ArrayList<>();
		for (CopyStep step : steps) {
			try {
				this.destination.delete(step.key(), (options) -> options.origin(this.mirror.origin()));
			}
			catch (InvalidKeyException ex) {
				// Nothing can be stored under a key that is unusable.
				continue;
			}
			catch (RuntimeException ex) {
				refused.add(new Refused(step, ex, false));
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
