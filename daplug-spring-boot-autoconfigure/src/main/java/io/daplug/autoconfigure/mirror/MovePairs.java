package io.daplug.autoconfigure.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.move.MoveTables;
import io.daplug.text.NearestName;

/**
 * Finds the mirrors that lead back from others, when all mirrors are known.
 */
final class MovePairs implements Supplier<List<MoveTables>> {

	private final MirrorRegistry mirrors;

	MovePairs(MirrorRegistry mirrors) {
		this.mirrors = mirrors;
	}

	@Override
	public List<MoveTables> get() {
		List<MoveTables> pairs = new ArrayList<>();
		Map<String, String> taken = new HashMap<>();
		for (String name : this.mirrors.names()) {
			MirrorDefinition reverse = this.mirrors.get(name).mirror();
			String of = reverse.reverseOf();
			if (of != null) {
				MirrorDefinition forward = forward(reverse, of);
				requireUnshared(forward, reverse);
				for (MirrorDefinition mirror : List.of(forward, reverse)) {
					String other = taken.put(mirror.name(), name);
					if (other != null) {
						throw invalid(reverse,
								"mirror '%s' takes part in a move already, with '%s'".formatted(mirror.name(), other),
								"Leave one mirror that leads back from '%s'.".formatted(of));
					}
				}
				pairs.add(new MoveTables(forward, reverse));
			}
		}
		return pairs;
	}

	private MirrorDefinition forward(MirrorDefinition reverse, String name) {
		if (!this.mirrors.names().contains(name)) {
			throw invalid(reverse,
					"there is no mirror '%s'%s".formatted(name, NearestName.question(name, this.mirrors.names())),
					"Set '%s' to one of the mirrors %s.".formatted(property(reverse), this.mirrors.names()));
		}
		MirrorDefinition forward = this.mirrors.get(name).mirror();
		if (!forward.source().equals(reverse.destination()) || !forward.destination().equals(reverse.source())) {
			throw invalid(reverse,
					"mirror '%s' leads from table '%s' to '%s', and this one from '%s' to '%s', which is not the way back"
						.formatted(name, forward.source(), forward.destination(), reverse.source(),
								reverse.destination()),
					"Let the mirror lead from '%s' to '%s', or remove '%s'.".formatted(forward.destination(),
							forward.source(), property(reverse)));
		}
		return forward;
	}

	/** Else the move could be prepared, and would be refused at its end. */
	private void requireUnshared(MirrorDefinition forward, MirrorDefinition reverse) {
		if (this.mirrors.get(forward.name()).isShared()) {
			throw invalid(reverse,
					"tenants share table '%s', and such a table cannot be moved".formatted(forward.source()),
					"Remove '%s', and copy the table by '%s' and its backfill.".formatted(property(reverse),
							PropertyPath.append("daplug.mirrors", forward.name())));
		}
	}

	private static DaplugConfigurationException invalid(MirrorDefinition reverse, String problem, String action) {
		return new DaplugConfigurationException(property(reverse), problem, action);
	}

	private static String property(MirrorDefinition reverse) {
		return PropertyPath.append("daplug.mirrors", reverse.name()) + ".reverse-of";
	}

}
