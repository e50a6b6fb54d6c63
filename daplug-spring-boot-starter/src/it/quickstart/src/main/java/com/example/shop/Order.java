package com.example.shop;

import java.math.BigDecimal;

public record Order(String orderId, String customerId, String status, BigDecimal total, Integer version) {

}
