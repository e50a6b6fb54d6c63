package io.daplug.web;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daplug.template.model.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page as the body of an answer: {@code {"items": [...], "next": "..."}}. The client
 * sends {@code next} back as it is to get the page after this one, and gets none on the
 * last page. The token is bound to its query: with another one it is refused. It holds
 * the key of the last item that was read, encoded and not encrypted.
 *
 * @param <T> type of the items
 * @param items the items
 * @param next the token of the next page; null on the last, and then left out of the JSON
 */
public record PageResponse<T>(List<T> items, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

	/**
	 * Copies the items.
	 * @param items the items
	 * @param next the token of the next page; null on the last
	 */
	public PageResponse {
		items = List.copyOf(items);
	}

	/**
	 * Makes the body of a page.
	 * @param <T> type of the items
	 * @param page the page that was read
	 * @return the body
	 */
	public static <T> PageResponse<T> of(Page<T> page) {
		return new PageResponse<>(page.items(), page.nextToken());
	}

	/**
	 * Makes the body of a page whose items the client sees in another form.
	 * @param <S> type of the items that were read
	 * @param <T> type of the items in the body
	 * @param page the page that was read
	 * @param view what the client sees of an item
	 * @return the body
	 */
	public static <S, T> PageResponse<T> of(Page<S> page, Function<? super S, ? extends T> view) {
		return new PageResponse<>(page.items().stream().<T>map(view).toList(), page.nextToken());
	}

}
