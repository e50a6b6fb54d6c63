package com.example.webshop;

import java.math.BigDecimal;

record Order(String orderId, String status, BigDecimal total, Integer version) {

}
