package com.example.webshop;

import java.math.BigDecimal;
import java.util.Optional;

import io.daplug.item.ItemKey;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("local")
class MockedTemplateTests {

	@MockitoBean(name = "orders")
	private DaplugTemplate orders;

	@MockitoBean
	private ItemOperations<Order> operations;

	@Autowired
	private StreamListenerRegistry listeners;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void answersWithWhatTheMockHas() {
		given(this.operations.get(ItemKey.of("1"))).willReturn(Optional.of(new Order("1", "NEW", BigDecimal.TEN, 1)));
		assertThat(this.mvc.get().uri("/orders/1")).hasStatusOk().bodyJson().extractingPath("$.status").isEqualTo("NEW");
	}

	@Test
	void keepsListenersAndMirrorsOfTheTable() {
		assertThat(this.listeners.listeners()).hasSize(3);
	}

}
