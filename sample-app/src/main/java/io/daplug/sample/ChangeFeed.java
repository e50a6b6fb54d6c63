package io.daplug.sample;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.ItemChange;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends every change of every table, and every message of the stand-in for SNS, to those
 * who watch, as server-sent events.
 */
@RestController
final class ChangeFeed {

	private final List<SseEmitter> watchers = new CopyOnWriteArrayList<>();

	@GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter watch() throws IOException {
		SseEmitter watcher = new SseEmitter(0L);
		watcher.onCompletion(() -> this.watchers.remove(watcher));
		watcher.onError((ex) -> this.watchers.remove(watcher));
		this.watchers.add(watcher);
		// The browser learns at once that it is connected, not with the first change.
		watcher.send(SseEmitter.event().name("watching").data("{}", MediaType.APPLICATION_JSON));
		return watcher;
	}

	@EventListener
	void changed(ItemChange<?> change) {
		send("change", ChangeView.of(change));
	}

	@EventListener
	void published(LocalSns.Message message) {
		send("published", message);
	}

	private void send(String event, Object data) {
		for (SseEmitter watcher : this.watchers) {
			try {
				watcher.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
			}
			catch (IOException | IllegalStateException ex) {
				// The browser has gone.
				this.watchers.remove(watcher);
			}
		}
	}

	/** Open connections would hold up the shutdown of the server. */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.watchers.forEach(SseEmitter::complete);
	}

}
