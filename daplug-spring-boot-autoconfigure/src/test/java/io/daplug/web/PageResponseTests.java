package io.daplug.web;

import java.util.List;

import io.daplug.template.model.Page;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageResponse}.
 */
class PageResponseTests {

	private final JsonMapper json = JsonMapper.shared();

	@Test
	void isWrittenWithItemsAndToken() {
		PageResponse<Integer> page = PageResponse.of(new Page<>(List.of(1, 2), "abc"));
		assertThat(this.json.writeValueAsString(page)).isEqualTo("{\"items\":[1,2],\"next\":\"abc\"}");
	}

	@Test
	void hasNoTokenOnTheLastPage() {
		PageResponse<Integer> page = PageResponse.of(new Page<>(List.of(), null));
		assertThat(this.json.writeValueAsString(page)).isEqualTo("{\"items\":[]}");
	}

	@Test
	void isReadByClientsInJava() {
		PageResponse<Integer> page = PageResponse.of(new Page<>(List.of(1), "abc"));
		assertThat(this.json.readValue(this.json.writeValueAsString(page), new TypeReference<PageResponse<Integer>>() {
		})).isEqualTo(page);
	}

	@Test
	void showsAnotherFormOfTheItems() {
		assertThat(PageResponse.of(new Page<>(List.of(1, 2), "abc"), (number) -> "n" + number))
			.isEqualTo(new PageResponse<>(List.of("n1", "n2"), "abc"));
	}

}
