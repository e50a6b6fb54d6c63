package io.daplug.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A case of the corpus.
 *
 * @param json as the corpus has it
 */
record ConformanceCase(JsonNode json) {

	/** Another reference, and its area, whose cases are events. */
	static final String STREAM = "stream";

	/** Another reference, whose cases are calls of a table manager. */
	static final String TABLE_MANAGER = "dynamoquery";

	/** Another reference, whose cases are typed items that share a table. */
	static final String ITEMS = "dynamo-items";

	/**
	 * A step of a case and what the reference made of it.
	 *
	 * @param json the step
	 * @param expected its result or its error
	 */
	record Step(JsonNode json, JsonNode expected) {

		private static final Instant BEGINNING = Instant.parse("2024-03-01T09:00:00.250Z");

		String operation() {
			return this.json.path("op").asString();
		}

		Arguments arguments() {
			return new Arguments(this.json.path("args"));
		}

		/** Whether it is a write of the corpus itself, past the library. */
		boolean ofHarness() {
			return operation().equals("raw_put") || operation().equals("raw_delete");
		}

		/** The write of the corpus itself, in the form of those between. */
		JsonNode harnessWrite() {
			JsonNode arguments = this.json.path("args");
			return operation().equals("raw_put") ? write("put", arguments.path("item"))
					: write("delete", arguments.path("key"));
		}

		private static JsonNode write(String kind, JsonNode attributes) {
			return Corpus.JSON.createObjectNode().set(kind, attributes);
		}

		/**
		 * Whether it is a write that is given nothing to write. A null is no item, but
		 * something: the reference sends it.
		 */
		boolean lacksData() {
			JsonNode data = this.json.path("args").path("data");
			return switch (operation()) {
				case "insert", "overwrite", "create", "update" -> data.isMissingNode();
				case "batch_insert", "batch_delete" -> data.isMissingNode() || data.isNull();
				default -> false;
			};
		}

		/** Whether the reference failed so. */
		boolean expectsError(String kind) {
			return this.expected.path("error").path("kind").asString("").equals(kind);
		}

		/** Whether the result is a set of items. */
		boolean unordered() {
			return this.json.path("unordered").asBoolean(false);
		}

		/** Whether only the number of results was recorded. */
		boolean counted() {
			return this.json.path("count").asBoolean(false);
		}

		/** Writes of somebody else, right before the step's first write request. */
		List<JsonNode> between() {
			return List.copyOf(this.json.path("between").values());
		}

		/** The time of the step, in UTC. Without one, each comes a minute later. */
		Instant time(int place) {
			String time = this.json.path("now").asString("");
			try {
				return time.isEmpty() ? BEGINNING.plus(Duration.ofMinutes(place))
						: LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
			}
			catch (DateTimeParseException ex) {
				throw new NotExpressibleException("now");
			}
		}

		/** How many entries of the step's first batch request are left unprocessed. */
		int unprocessed() {
			return this.json.path("unprocessed").asInt(0);
		}

	}

	String name() {
		return this.json.path("name").asString();
	}

	String area() {
		return this.json.path("area").asString();
	}

	/** Its area, and before it the reference where two have cases of the same areas. */
	String group() {
		return ofTableManager() ? managerGroup(area()) : area();
	}

	/** The group of the table manager's cases of an area. */
	static String managerGroup(String area) {
		return TABLE_MANAGER + " " + area;
	}

	String reference() {
		return this.json.path("reference").asString();
	}

	boolean ofStream() {
		return reference().equals(STREAM);
	}

	boolean ofItems() {
		return reference().equals(ITEMS);
	}

	boolean ofTableManager() {
		return reference().equals(TABLE_MANAGER);
	}

	/** Whether the reference is known to be wrong here, or we differ on purpose. */
	boolean quirk() {
		return this.json.path("quirk").asBoolean(false);
	}

	/** The table; null if there is none. */
	@Nullable JsonNode table() {
		return present("table");
	}

	JsonNode adapter() {
		return this.json.path("adapter");
	}

	/** The OpenAPI document; null if there is none. */
	@Nullable JsonNode schema() {
		return present("schema");
	}

	List<JsonNode> given() {
		return List.copyOf(this.json.path("given").values());
	}

	List<Step> steps() {
		JsonNode expected = this.json.path("expect").path("steps");
		List<Step> steps = new ArrayList<>();
		for (JsonNode step : this.json.path("steps")) {
			steps.add(new Step(step, expected.path(steps.size())));
		}
		return steps;
	}

	/** The items that are left in the table; null if nobody looked. */
	@Nullable JsonNode tableAfter() {
		JsonNode items = this.json.path("expect").path("tableAfter");
		return items.isArray() ? items : null;
	}

	/** Whether there was no table in the end. */
	boolean tableGone() {
		return this.json.path("expect").path("tableAfter").isNull();
	}

	/** The messages that were handed to SNS; null if nobody looked. */
	@Nullable JsonNode published() {
		JsonNode messages = this.json.path("expect").path("published");
		return messages.isArray() ? messages : null;
	}

	private @Nullable JsonNode present(String field) {
		JsonNode value = this.json.path(field);
		return (value.isMissingNode() || value.isNull()) ? null : value;
	}

	@Override
	public String toString() {
		return name();
	}

}
