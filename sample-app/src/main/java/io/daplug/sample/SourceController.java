package io.daplug.sample;

import java.util.List;
import java.util.stream.Stream;

import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows where the changes of mirrors come from, and how far behind these are.
 */
@RestController
final class SourceController {

	private final StreamListenerRegistry listeners;

	private final ChangeSourceRegistry sources;

	SourceController(StreamListenerRegistry listeners, ChangeSourceRegistry sources) {
		this.listeners = listeners;
		this.sources = sources;
	}

	@GetMapping("/sources")
	List<SourceView> sources() {
		return this.listeners.listeners().stream().flatMap(this::sources).toList();
	}

	private Stream<SourceView> sources(ListenerContainer listener) {
		return listener.tables()
			.stream()
			.flatMap((table) -> this.sources.source(table)
				.map((source) -> SourceView.of(listener, table, source))
				.stream());
	}

}
